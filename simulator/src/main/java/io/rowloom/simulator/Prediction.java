package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.preview.Change;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Fate;
import io.rowloom.preview.Preview;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what a preview says against what engines then do. */
public final class Prediction {
    private final String stack;
    private final int traversal;
    private final List<Change> changes;
    /** Rows whose things are not there. A preview does not look; an engine does, where it has a reason. */
    private final Set<Integer> gone;
    /** How many events there were. */
    private final int seen;
    private final List<Finding> findings = new ArrayList<>();

    private Prediction(String stack, int traversal, List<Change> changes, Set<Integer> gone, int seen) {
        this.seen = seen;
        this.stack = stack;
        this.traversal = traversal;
        this.changes = changes;
        this.gone = gone;
    }

    /**
     * Of an update that is about to be sent; empty where none can be.
     *
     * @throws IllegalStateException if the preview does not name each resource of the model once
     */
    public static Optional<Prediction> of(World world, String stack, Model model) {
        Optional<Preview.Computed> preview = world.preview(stack, model).filter(Preview.Computed.class::isInstance).map(Preview.Computed.class::cast);
        return preview.map(computed -> {
            List<String> named = computed.changes().stream().filter(change -> !(change instanceof Change.Deleted)).map(change -> change.subject().name()).toList();
            if (!named.equals(List.copyOf(new TreeSet<>(model.resources().keySet())))) {
                throw new IllegalStateException("a preview names each resource once: " + named + " of " + model.resources().keySet());
            }
            Set<Integer> gone = world.rows(stack).stream().filter(row -> row.physicalId().filter(id -> world.reality().find(id).isEmpty()).isPresent()).map(ResourceView::no)
                    .collect(Collectors.toSet());
            return new Prediction(stack, world.stack(stack).traversal() + 1, computed.changes(), gone, world.events(stack).size());
        });
    }

    public boolean unchanged() {
        return changes.stream().allMatch(change -> change instanceof Change.Unchanged);
    }

    /** What came otherwise. To be asked when the update is complete and nothing came between; it must have been sent to a stack at rest. Nobody can foresee what a claim does that was under way then. */
    public List<Finding> findings(World world) {
        if (world.events(stack).stream().skip(seen).anyMatch(event -> event.traversal() < traversal && event.resource().isPresent())) {
            return findings;
        }
        List<Event> begun = world.events(stack).stream()
                .filter(e -> e.traversal() == traversal && e.resource().isPresent() && e.status().equals(Status.IN_PROGRESS.name())).toList();
        Map<String, Integer> current = world.rows(stack).stream().filter(ResourceView::current).collect(Collectors.toMap(ResourceView::name, ResourceView::no));
        changes.forEach(change -> check(change, begun, Optional.ofNullable(current.get(change.subject().name()))));
        begun.stream().filter(event -> changes.stream().noneMatch(change -> foresees(change, event, gone)))
                .forEach(event -> found("not foreseen: " + event + ", told " + changes));
        return findings;
    }

    private static boolean foresees(Change change, Event event, Set<Integer> gone) {
        boolean same = change.subject().row().equals(event.resource());
        boolean anotherOfTheName = !same && change.subject().name().equals(event.name());
        return switch (change) {
            case Change.Unchanged _ -> false;
            case Change.Updated updated -> same || anotherOfTheName && gone.contains(updated.subject().row().orElse(-1));
            case Change.Deleted _ -> same;
            case Change.Added _, Change.Replaced _ -> same || anotherOfTheName;
        };
    }

    private void check(Change change, List<Event> begun, Optional<Integer> current) {
        int row = change.subject().row().orElse(current.orElse(-1));
        boolean stays = current.equals(Optional.of(row));
        boolean holds = switch (change) {
            case Change.Unchanged _ -> stays;
            case Change.Updated _ when gone.contains(row) -> !stays && began(begun, row, ResourceAction.UPDATE);
            case Change.Updated updated -> stays && (updated.certainty() != Certainty.CERTAIN || began(begun, row, ResourceAction.UPDATE)
                    || began(begun, row, ResourceAction.ADOPT)); // what is not the stack's is taken as it is
            case Change.Replaced replaced -> switch (replaced.certainty()) {
                case CERTAIN -> !stays;
                case OR_LESS -> began(begun, row, ResourceAction.UPDATE) || began(begun, row, ResourceAction.CREATE); // a create of unknown effect is repeated
                case OR_NOTHING -> true;
            };
            case Change.Added added -> stays && began(begun, row, added.external() ? ResourceAction.ADOPT : ResourceAction.CREATE);
            case Change.Deleted deleted -> !stays && began(begun, row, ResourceAction.DELETE) == (deleted.fate() == Fate.DELETED);
        };
        if (!holds) {
            found(change + ", current then: " + current + ", begun: " + begun);
        }
    }

    private void found(String what) {
        findings.add(new Finding(Check.PREVIEW, what));
    }

    private static boolean began(List<Event> begun, int row, ResourceAction action) {
        return begun.stream().anyMatch(e -> e.resource().orElseThrow() == row && e.action().equals(action.name()));
    }
}
