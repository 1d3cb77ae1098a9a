package io.rowloom.simulator;

import io.rowloom.event.Event;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.memory.Rows;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold of a world that has come to rest, and what the {@link Witness} found on the way there. No check looks at how the engine came to do what it
 * did: only at rows, events, and reality.
 */
public final class Judge {
    private final World world;
    private final List<Finding> findings = new ArrayList<>();

    private Judge(World world) {
        this.world = world;
    }

    /** What is wrong; empty when everything holds. */
    public static List<Finding> findings(World world) {
        Judge judge = new Judge(world);
        judge.findings.addAll(world.witness().findings());
        judge.everythingPhysicalHasItsRow();
        judge.nothingOutsideChanged();
        world.witness().rows().stacks().values().forEach(judge::judge);
        return judge.findings;
    }

    private void judge(OfStack rows) {
        everyRequestEnded(rows);
        everySnapshotIsWhole(rows.stack());
        boolean abandoned = rows.stack().deletedAt().isPresent() && rows.stack().approach() == Approach.LEAVE;
        if (rows.stack().status() == Status.COMPLETE && rows.stack().action().reachesTarget() && !abandoned) {
            realityIsTheTarget(rows.stack(), world.promised(rows.stack().id()));
            nothingIsLeftToDo(rows);
        }
    }

    private void found(Check check, String what) {
        findings.add(new Finding(check, what));
    }

    /** And only one: one row, one copy. Two copies of a name are two rows, of which one is leaving. */
    private void everythingPhysicalHasItsRow() {
        Map<String, Rows.Resource> rows = new HashMap<>();
        world.witness().rows().stacks().values().forEach(stack -> stack.resources().values().stream().filter(r -> !r.view().tombstone())
                .forEach(row -> rows.put(Fences.owner(stack.stack(), row), row)));
        Set<String> owners = new HashSet<>();
        for (Reality.Thing thing : world.reality().things().stream().filter(t -> !world.reality().outside().contains(t)).toList()) {
            if (!rows.containsKey(thing.owner()) && !world.witness().letGo(thing.owner())) {
                found(Check.HAS_A_ROW, thing + " of " + thing.owner());
            } else if (!owners.add(thing.owner())) {
                found(Check.ONCE, "two things of " + rows.get(thing.owner()));
            }
        }
    }

    private void nothingOutsideChanged() {
        world.reality().outside().stream().filter(thing -> !world.reality().things().contains(thing))
                .forEach(thing -> found(Check.OUTSIDE, thing + ", now " + world.reality().find(thing.id())));
    }

    /** Users take snapshots of stacks that are as their targets want them. */
    private void everySnapshotIsWhole(Stack stack) {
        for (Snapshot snapshot : world.store().snapshots().list(stack.id())) {
            if (snapshot.status() == Status.IN_PROGRESS) {
                found(Check.SNAPSHOT, snapshot + " never ended");
            }
            Set<String> kept = world.store().snapshots().kept(stack.id(), snapshot.id()).stream().map(Kept::name).collect(Collectors.toCollection(TreeSet::new));
            world.kept(snapshot).filter(model -> snapshot.status() == Status.COMPLETE && !kept.equals(model.own().keySet()))
                    .ifPresent(model -> found(Check.SNAPSHOT, snapshot + " has " + kept + ", wanted " + model.own().keySet()));
        }
    }

    /** Each traversal begins once, ends at most once or is superseded, and the last one ended, with a cause. */
    private void everyRequestEnded(OfStack rows) {
        Map<Integer, Integer> begun = new TreeMap<>();
        Map<Integer, Integer> ended = new TreeMap<>();
        for (Event event : rows.events()) {
            if (event.resource().isEmpty()) {
                (event.status().equals(Status.IN_PROGRESS.name()) ? begun : ended).merge(event.traversal(), 1, Integer::sum);
            }
        }
        Stack stack = rows.stack();
        for (int traversal = 1; traversal <= stack.traversal(); traversal++) {
            if (begun.getOrDefault(traversal, 0) > 1 || ended.getOrDefault(traversal, 0) > 1) {
                found(Check.ENDS, "traversal " + traversal + " of " + stack.name() + " began " + begun.get(traversal) + " times and ended " + ended.get(traversal));
            }
        }
        if (stack.inProgress() || stack.reason().isEmpty() || !ended.containsKey(stack.traversal())) {
            found(Check.ENDS, stack.toString());
        }
    }

    private void realityIsTheTarget(Stack stack, Model target) {
        Map<String, Reality.Thing> things = new TreeMap<>();
        for (Reality.Thing thing : world.reality().things().stream().filter(t -> t.belongsTo(stack.id()) && !world.witness().letGo(t.owner())).toList()) {
            if (things.put(thing.resource(), thing) != null) {
                found(Check.ONCE, "two of " + thing.resource() + " in a complete stack: " + world.reality().things());
            }
        }
        if (!things.keySet().equals(target.own().keySet())) {
            found(Check.TARGET, "there are " + things.keySet() + ", wanted " + target.own().keySet());
            return;
        }
        for (Model.Resource resource : target.own().values()) {
            Map<String, String> wanted = new TreeMap<>(resource.properties());
            wanted.keySet().removeAll(List.of("wait", "fail", "unkeepable", Model.AWAITS));
            wanted.keySet().removeAll(Model.NO_PROPERTIES);
            wanted.replaceAll((_, value) -> Model.attribute(value).map(a -> thing(things, target, a[0]).values().get(a[1])).orElse(value));
            wanted.put("needs", resource.needs().stream().map(n -> "\"" + thing(things, target, n).id() + "\"").toList().toString().replace(", ", ","));
            if (!things.get(resource.name()).values().equals(wanted)) {
                found(Check.TARGET, things.get(resource.name()) + ", wanted " + wanted);
            }
        }
    }

    /** The stack's own of the name, or the external one. */
    private Reality.Thing thing(Map<String, Reality.Thing> own, Model target, String name) {
        Optional<String> external = Optional.ofNullable(target.resources().get(name).properties().get(Model.EXTERNAL));
        return external.flatMap(world.reality()::find).orElseGet(() -> own.get(name));
    }

    private void nothingIsLeftToDo(OfStack rows) {
        if (rows.stack().pending() != 0) {
            found(Check.CLEAN, "something is pending: " + rows.stack());
        }
        for (Rows.Resource resource : rows.resources().values()) {
            ResourceView row = resource.view();
            boolean marked = row.action() == ResourceAction.CHECK && row.reason().equals(World.MARKED);
            if (!row.tombstone() && (row.status() != Status.COMPLETE && !marked || row.dirty() || !row.current() || row.heldBy().isPresent())) {
                found(Check.CLEAN, "in a complete stack: " + resource);
            }
        }
    }
}
