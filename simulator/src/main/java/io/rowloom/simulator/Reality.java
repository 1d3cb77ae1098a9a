package io.rowloom.simulator;

import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The provider: what physically exists. It remembers, per physical name, the highest fence it was called with, and refuses lower ones, also for what was deleted.
 */
public final class Reality {
    /**
     * A physical thing.
     *
     * @param owner physical name of the copy it was made for: one row, one thing
     * @param resource the name in the template
     */
    public record Thing(String id, String owner, String resource, String key, Map<String, String> values) {
        boolean belongsTo(StackId stack) {
            return key.startsWith(stack + "/");
        }

        @Override
        public String toString() {
            return resource + " " + values;
        }
    }

    /** A call came with a fence lower than one before it. */
    static final class StaleCall extends RuntimeException {
        StaleCall(String owner) {
            super("refused: a newer engine has acted on " + owner);
        }
    }

    private static final Pattern ID = Pattern.compile("thing-\\d+");

    private final Witness witness;
    private final Chronicle chronicle;
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final Map<String, Map<String, String>> arguments = new HashMap<>();
    /** Deleted while something needed it, where the order could not be kept. */
    private final Set<String> forgiven = new HashSet<>();
    private final List<String> log = new ArrayList<>();
    private int calls;
    private int refused;
    private int made;

    Reality(Witness witness, Chronicle chronicle) {
        this.witness = witness;
        this.chronicle = chronicle;
    }

    /** To be called at the moment of effect. */
    void admit(String owner, long fence) {
        calls++;
        witness.called(owner, fence);
        if (fences.merge(owner, fence, Math::max) > fence) {
            refused++;
            chronicle.say("provider", owner, "refuses a call of fence " + fence);
            throw new StaleCall(owner);
        }
    }

    /** Makes a thing, or answers the one that the same key made. */
    Thing create(String owner, String resource, String key, Map<String, String> values) {
        sameArguments(owner, key, values);
        Optional<Thing> same = ofOwner(owner);
        if (same.isPresent()) {
            if (!same.get().key().equals(key)) {
                witness.found(Check.ONCE, "a second thing for " + owner + ": there is one of key " + same.get().key() + ", now came key " + key);
            }
            return same.get();
        }
        Thing thing = new Thing("thing-" + ++made, owner, resource, key, new TreeMap<>(values));
        needsAreThere("made", thing);
        things.put(thing.id(), thing);
        say("create", thing);
        return thing;
    }

    /** Empty when there is nothing to update. */
    Optional<Thing> update(String owner, String key, Map<String, String> values) {
        sameArguments(owner, key, values);
        Optional<Thing> old = ofOwner(owner);
        if (old.isEmpty()) {
            witness.found(Check.CALLS, "an update of " + owner + ", which is not there");
        }
        return old.map(was -> {
            Thing thing = new Thing(was.id(), owner, was.resource(), was.key(), new TreeMap<>(values));
            needsAreThere("changed", thing);
            things.put(thing.id(), thing);
            say("update", thing);
            return thing;
        });
    }

    void delete(String owner) {
        ofOwner(owner).ifPresent(thing -> {
            things.remove(thing.id());
            for (Thing other : things.values()) {
                if (needs(other.values()).anyMatch(thing.id()::equals)) {
                    if (witness.inACircle(owner, other.owner())) {
                        forgiven.add(thing.id());
                        chronicle.say("judge", "forgives", thing + " goes before " + other + ": their cleanups waited for each other");
                    } else {
                        witness.found(Check.ORDER, thing + " was deleted although " + other + " needs it");
                    }
                }
            }
            say("delete", thing);
        });
    }

    private void sameArguments(String owner, String key, Map<String, String> values) {
        Map<String, String> first = arguments.putIfAbsent(key, new TreeMap<>(values));
        if (first != null && !first.equals(values)) {
            witness.found(Check.CALLS, "key " + key + " of " + owner + " came back with other arguments: " + first + ", now " + values);
        }
    }

    private void needsAreThere(String done, Thing thing) {
        needs(thing.values()).filter(id -> !things.containsKey(id) && !forgiven.contains(id))
                .forEach(id -> witness.found(Check.ORDER, thing + " was " + done + " although " + id + " is not there"));
    }

    private void say(String what, Thing thing) {
        log.add(what + " " + thing);
        chronicle.say("provider", what + " " + thing.resource(), thing.id() + " " + thing.values());
    }

    Optional<Thing> ofOwner(String owner) {
        return things.values().stream().filter(t -> t.owner().equals(owner)).findAny();
    }

    private static Stream<String> needs(Map<String, String> values) {
        return ID.matcher(values.getOrDefault("needs", "")).results().map(MatchResult::group);
    }

    /** What exists, in order of creation. */
    public Collection<Thing> things() {
        return List.copyOf(things.values());
    }

    /** What happened to the physical things, in order. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Calls that reached the provider, refused ones included. */
    public int calls() {
        return calls;
    }

    /** Calls that came with a fence lower than one before. */
    public int refused() {
        return refused;
    }
}
