package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
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

    /**
     * @param stack the world's only live stack
     * @param target what a stack that is complete must have made real
     * @return what is wrong; empty when everything holds
     */
    public static List<String> findings(World world, String stack, Model target) {
        Judge judge = new Judge(world);
        judge.everythingPhysicalHasItsRow();
        judge.nothingIsThereTwice();
        judge.whatIsNeededIsThere();
        judge.eventsAreOnePerChange(stack);
        if (world.stack(stack).status() == Status.COMPLETE) {
            judge.realityIsTheTarget(world.stack(stack).action() == StackAction.DELETE ? Model.of() : target);
            judge.nothingIsLeftToDo(stack);
        }
        return judge.findings;
    }

    private void found(String check, String what) {
        findings.add(check + ": " + what);
    }

    private void everythingPhysicalHasItsRow() {
        Map<String, ResourceView> rows = new HashMap<>();
        world.stacks().forEach(stack -> world.store().resources().list(stack.id()).stream().filter(r -> !r.tombstone())
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

    private void eventsAreOnePerChange(String stack) {
        Map<OptionalInt, Long> fences = new HashMap<>();
        Map<OptionalInt, String> last = new HashMap<>();
        for (Event event : world.events(stack)) {
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

    private void realityIsTheTarget(Model target) {
        Map<String, Reality.Thing> things = new TreeMap<>();
        for (Reality.Thing thing : world.reality().things()) {
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
            wanted.keySet().removeAll(List.of("wait", "fail"));
            wanted.replaceAll((_, value) -> Model.attribute(value).map(a -> things.get(a[0]).values().get(a[1])).orElse(value));
            wanted.put("needs", resource.needs().stream().map(n -> "\"" + things.get(n).id() + "\"").toList().toString().replace(", ", ","));
            if (!things.get(resource.name()).values().equals(wanted)) {
                found("reality equals the target", things.get(resource.name()) + ", wanted " + wanted);
            }
        }
    }

    private void nothingIsLeftToDo(String name) {
        Stack stack = world.stack(name);
        if (stack.pending() != 0) {
            found("a complete stack has nothing pending", stack.toString());
        }
        for (ResourceView row : world.rows(name)) {
            if (row.status() != Status.COMPLETE || row.dirty() || !row.current()) {
                found("a complete stack has only complete, clean, current rows", row.toString());
            }
        }
    }
}
