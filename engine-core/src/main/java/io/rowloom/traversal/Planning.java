package io.rowloom.traversal;

import io.rowloom.stack.Approach;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.traversal.Plan.Visit;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final int traversal;
    private final int nextNo;
    private final StackAction action;
    private final Approach approach;

    private Planning(int traversal, int nextNo, StackAction action, Approach approach) {
        this.traversal = traversal;
        this.nextNo = nextNo;
        this.action = action;
        this.approach = approach;
    }

    /** @param target by name; empty for a traversal that leads to nothing. Its dependencies name members of it and have no cycle. */
    public static Plan plan(PlanView view, Map<String, PlannedDefinition> target) {
        Stack stack = view.stack();
        return new Planning(stack.traversal(), stack.nextNo(), stack.action(), stack.approach()).plan(view.rows(), target);
    }

    /** What an update would be planned as. */
    public static Plan update(int nextNo, List<PlanRow> rows, Map<String, PlannedDefinition> target) {
        return new Planning(0, nextNo, StackAction.UPDATE, Approach.TRUST).plan(rows, target);
    }

    private Plan plan(List<PlanRow> rows, Map<String, PlannedDefinition> target) {
        Assignment assignment = Assignment.of(rows, target, action == StackAction.ROLLBACK, nextNo);
        Business business = Business.of(rows, assignment, approach);
        List<Plan.Node> nodes = NodeGraph.of(rows, assignment, business).numbered();
        return new Plan(traversal, nextNo, nextNo(nextNo + assignment.newRows().size(), nodes), visits(assignment, business), assignment.newRows(), nodes);
    }

    /**
     * For a traversal that visits every current copy as it is: no copy is made, none goes. What an earlier traversal left to do is left to do still; since its mark
     * is now this traversal's, the row forgets its definition instead, and the next traversal with a target finds that it differs.
     */
    public static Plan visiting(PlanView view, NodeKind kind) {
        List<PlanRow> visited = view.rows().stream().filter(PlanRow::current).toList();
        int nextNo = view.stack().nextNo();
        List<Plan.Node> nodes = NodeGraph.ofVisits(visited, kind).numbered();
        List<Visit> visits = visited.stream()
                .map(row -> new Visit(row.no(), row.version(), row.holder(), true, row.replacedBy(), false, row.dirty(), row.replacement())).toList();
        return new Plan(view.stack().traversal(), nextNo, nextNo(nextNo, nodes), visits, List.of(), nodes);
    }

    /** Above all rows, ever, and above the nodes of this traversal: a replacement takes numbers for further ones from there. */
    private static int nextNo(int aboveRows, List<Plan.Node> nodes) {
        return Math.max(aboveRows, nodes.size() + 1);
    }

    /** Rows that are kept are waited for, as a rule; one who turns back does not wait for what he no longer wants. */
    private List<Visit> visits(Assignment assignment, Business business) {
        List<Visit> visits = new ArrayList<>();
        boolean turnsBack = action == StackAction.ROLLBACK;
        business.kept().forEach(row -> visits.add(new Visit(row.no(), row.version(), row.holder(), true, row.replacedBy(), turnsBack && row.open(), false,
                assignment.order(row.name()))));
        for (PlanRow row : business.leaving()) {
            boolean replaced = row.current() && assignment.serves(row.name());
            OptionalInt replacedBy = replaced ? OptionalInt.of(assignment.rowFor(row.name())) : row.replacedBy();
            visits.add(new Visit(row.no(), row.version(), row.holder(), row.current() && !replaced, replacedBy, row.makes(), false, row.replacement()));
        }
        visits.sort(Comparator.comparingInt(Visit::no));
        return visits;
    }
}
