package io.rowloom.traversal;

import io.rowloom.resource.ResourceAction;
import io.rowloom.traversal.Plan.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * From the rows as they are and the target to a plan. Pure; the time is linear in rows and dependencies.
 *
 * <p>Four steps: which row serves each name of the target ({@link Assignment}), which rows the traversal has business with ({@link Business}), what waits
 * for what ({@link NodeGraph}), and the numbers.
 */
public final class Planning {
    private Planning() {}

    /** @param target by name; empty for a traversal that leads to nothing. Its dependencies name members of it and have no cycle. */
    public static Plan plan(PlanView view, Map<String, PlannedDefinition> target) {
        return plan(view.stack().traversal(), view.stack().nextNo(), view.rows(), target);
    }

    /** The same, of a stack that need not have got so far. */
    public static Plan plan(int traversal, int nextNo, List<PlanRow> rows, Map<String, PlannedDefinition> target) {
        Assignment assignment = Assignment.of(rows, target, nextNo);
        Business business = Business.of(rows, assignment);
        int firstNode = nextNo + assignment.newRows().size();
        List<Plan.Node> nodes = NodeGraph.of(rows, assignment, business).numberedFrom(firstNode);
        return new Plan(traversal, nextNo, firstNode + nodes.size(), visits(assignment, business), assignment.newRows(), nodes);
    }

    private static List<Visit> visits(Assignment assignment, Business business) {
        List<Visit> visits = new ArrayList<>();
        Map<Integer, Integer> successors = new HashMap<>();
        assignment.newRows().forEach(row -> row.replaces().ifPresent(old -> successors.put(old, row.no())));
        business.kept().forEach(row -> visits.add(new Visit(row.no(), row.version(), row.holder(), true, OptionalInt.empty(), false)));
        for (PlanRow row : business.leaving()) {
            OptionalInt replacedBy = successors.containsKey(row.no()) ? OptionalInt.of(successors.get(row.no())) : row.replacedBy();
            visits.add(new Visit(row.no(), row.version(), row.holder(), row.current() && !assignment.serves(row.name()), replacedBy, row.open() && row.action() != ResourceAction.DELETE));
        }
        visits.sort(Comparator.comparingInt(Visit::no));
        return visits;
    }
}
