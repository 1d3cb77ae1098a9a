package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What must hold of rows and reality when a world has come to rest. Each check has a name and says what it found; none of them looks at how it came to be.
 */
public final class Judge {
    private final World world;
    private final List<String> findings = new ArrayList<>();

    private Judge(World world) {
        this.world = world;
    }

    /** What is wrong; empty when everything holds. */
    public static List<String> findings(World world) {
        Judge judge = new Judge(world);
        judge.everythingPhysicalHasItsRow();
        judge.nothingIsThereTwice();
        judge.whatIsNeededIsThere();
        world.stacks().forEach(judge::findings);
        return judge.findings;
    }

    private void findings(Stack stack) {
        eventsAreOnePerChange(stack);
        everyRequestEnded(stack);
        boolean abandoned = stack.deletedAt().isPresent() && stack.approach() == Approach.LEAVE;
        if (stack.status() == Status.COMPLETE && stack.action().reachesTarget() && !abandoned) {
            realityIsTheTarget(stack, world.promised(stack.id()));
            nothingIsLeftToDo(stack);
        }
    }

    private void found(String check, String what) {
        findings.add(check + ": " + what);
    }

    private static boolean left(ResourceView row) {
        return row.reason().equals(ResourceReason.ABANDONED);
    }

    private void everythingPhysicalHasItsRow() {
        Map<String, ResourceView> rows = new HashMap<>();
        world.stacks().forEach(stack -> world.store().resources().list(stack.id()).stream().filter(r -> !r.tombstone() || left(r))
                .forEach(row -> rows.put(ClaimedAction.physicalName(stack.id(), stack.name(), row.no(), row.name()), row)));
        for (Reality.Thing thing : world.reality().things()) {
            if (!rows.containsKey(thing.owner())) {
                found("no physical resource without a row", thing + " of " + thing.owner());
            }
        }
    }

    /** One row is one copy, so two things of a row would be a leak; {@link Reality} refuses them while they are made. */
    private void nothingIsThereTwice() {
        Map<String, Integer> copies = new TreeMap<>();
        world.reality().things().forEach(t -> copies.merge(t.owner(), 1, Integer::sum));
        copies.forEach((owner, count) -> {
            if (count > 1) {
                found("no physical resource twice", owner + " has " + count);
            }
        });
    }

    private void whatIsNeededIsThere() {
        world.reality().broken().forEach(what -> found("dependency order of creates and deletes", what));
    }

    private void eventsAreOnePerChange(Stack stack) {
        Map<OptionalInt, Long> fences = new HashMap<>();
        Map<OptionalInt, String> last = new HashMap<>();
        for (Event event : world.events(stack.id())) {
            if (event.resource().isPresent()) {
                if (fences.getOrDefault(event.resource(), 0L) > event.fence()) {
                    found("fences only grow", event.toString());
                }
                fences.put(event.resource(), event.fence());
                String said = event.action() + "_" + event.status() + "@" + event.fence();
                if (said.equals(last.put(event.resource(), said))) {
                    found("one event per change", "twice: " + event);
                }
            }
        }
    }

    /** Each traversal begins once, ends at most once, and the last one ended, with a cause. */
    private void everyRequestEnded(Stack stack) {
        Map<String, Integer> said = new TreeMap<>();
        world.events(stack.id()).stream().filter(e -> e.resource().isEmpty())
                .forEach(e -> said.merge(e.traversal() + (e.status().equals("IN_PROGRESS") ? " begins" : " ends"), 1, Integer::sum));
        said.forEach((what, count) -> {
            if (count > 1) {
                found("a traversal begins and ends once", what + " " + count + " times");
            }
        });
        if (stack.inProgress() || stack.reason().isEmpty()) {
            found("an accepted request ends, with a reason", stack.toString());
        }
    }

    private void realityIsTheTarget(Stack stack, Model target) {
        Map<String, Reality.Thing> things = new TreeMap<>();
        for (Reality.Thing thing : world.reality().things().stream().filter(t -> t.belongsTo(stack.id())).toList()) {
            if (things.put(thing.resource(), thing) != null) {
                found("reality equals the target", "two of " + thing.resource() + ": " + world.reality().things());
            }
        }
        if (!things.keySet().equals(target.resources().keySet())) {
            found("reality equals the target", "there are " + things.keySet() + ", wanted " + target.resources().keySet());
            return;
        }
        for (Model.Resource resource : target.resources().values()) {
            Map<String, String> wanted = new TreeMap<>(resource.properties());
            wanted.keySet().removeAll(List.of("wait", "fail", "unkeepable", "awaits", Model.POLICY));
            wanted.replaceAll((_, value) -> Model.attribute(value).map(a -> things.get(a[0]).values().get(a[1])).orElse(value));
            wanted.put("needs", resource.needs().stream().map(n -> "\"" + things.get(n).id() + "\"").toList().toString().replace(", ", ","));
            if (!things.get(resource.name()).values().equals(wanted)) {
                found("reality equals the target", things.get(resource.name()) + ", wanted " + wanted);
            }
        }
    }

    private void nothingIsLeftToDo(Stack stack) {
        if (stack.pending() != 0) {
            found("a complete stack has nothing pending", stack.toString());
        }
        for (ResourceView row : world.store().resources().list(stack.id())) {
            if (!row.tombstone() && (row.status() != Status.COMPLETE || row.dirty() || !row.current())) {
                found("a complete stack has only complete, clean, current rows", row.toString());
            }
        }
    }
}
