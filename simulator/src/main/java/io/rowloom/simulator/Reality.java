package io.rowloom.simulator;

import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The provider: what physically exists. It remembers, per physical name, the highest fence it was called with, and refuses lower ones, also for what was deleted.
 */
public final class Reality {
    /**
     * A physical thing.
     *
     * @param id the resource's name and which copy of it this is, ever: {@code A-2} is the second A that was made
     * @param owner physical name of the copy it was made for: one row, one thing
     * @param resource the name in the template
     */
    public record Thing(String id, String owner, String resource, String key, Map<String, String> values) {
        boolean belongsTo(StackId stack) {
            return key.startsWith(stack + "/");
        }

        private String stack() {
            return key.substring(0, key.indexOf('/') + 1);
        }

        @Override
        public String toString() {
            return id + " " + values;
        }
    }

    private record Change(String what, Thing thing) {}

    /** A call came with a fence lower than one before it. */
    static final class StaleCall extends RuntimeException {
        StaleCall(String owner) {
            super("refused: a newer engine has acted on " + owner);
        }
    }

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Witness witness;
    private final Chronicle chronicle;
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final Map<String, Map<String, String>> arguments = new HashMap<>();
    /** Deleted while something needed it, or might be told to need it still, where the order could not be kept. */
    private final Set<String> forgiven = new HashSet<>();
    /** Copies whose place another copy of their resource took. */
    private final Set<String> overtaken = new HashSet<>();
    private final Map<String, Integer> made = new HashMap<>();
    private final List<Change> log = new ArrayList<>();
    private final Set<String> resting = new HashSet<>();
    private final Set<Thing> outside = new LinkedHashSet<>();
    private int calls;
    private int refused;

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
        Thing thing = new Thing(resource + "-" + made.merge(resource, 1, Integer::sum), owner, resource, key, new TreeMap<>(values));
        needsAreThere("made", thing);
        takesThePlace(thing);
        things.put(thing.id(), thing);
        witness.made(thing, things());
        say("create", thing);
        return thing;
    }

    /** Empty when there is nothing to update. */
    Optional<Thing> update(String owner, String key, Map<String, String> values) {
        sameArguments(owner, key, values);
        Optional<Thing> old = ofOwner(owner);
        if (old.isEmpty() && !overtaken.contains(owner)) {
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

    /** As a file takes the place of one with the same path: of what a provider lets a resource have only one, a new copy displaces the older one. */
    private void takesThePlace(Thing thing) {
        Optional<String> place = Optional.ofNullable(thing.values().get("place"));
        List<Thing> displaced = things.values().stream().filter(other -> place.isPresent() && place.equals(Optional.ofNullable(other.values().get("place"))))
                .filter(other -> other.resource().equals(thing.resource()) && other.stack().equals(thing.stack())).toList();
        for (Thing other : displaced) {
            things.remove(other.id());
            forgiven.add(other.id());
            overtaken.add(other.owner());
            say("displace", other);
        }
    }

    /** A thing becomes that of another copy. */
    void adopt(String id, String owner, String resource, String key) {
        Optional<Thing> old = Optional.ofNullable(things.get(id));
        old.filter(thing -> !thing.owner().equals(owner)).ifPresent(thing -> {
            things.put(id, new Thing(id, owner, resource, key, thing.values()));
            say("adopt", things.get(id));
        });
    }

    /** Puts a thing to rest or wakes it up. */
    void rest(String id, boolean rests) {
        say(rests ? "suspend" : "resume", things.get(id));
        if (rests) {
            resting.add(id);
        } else {
            resting.remove(id);
        }
    }

    /** Names of the resources whose things rest. */
    public Set<String> resting() {
        return things.values().stream().filter(t -> resting.contains(t.id())).map(Thing::resource).collect(Collectors.toCollection(TreeSet::new));
    }

    /** There is a thing that no stack made. */
    void outside(String id) {
        Thing thing = new Thing(id, "outside/" + id, id, "outside", Map.of("needs", "[]", "size", "2"));
        outside.add(thing);
        things.put(id, thing);
    }

    /** What no stack made, as it was in the beginning. */
    Set<Thing> outside() {
        return outside;
    }

    /** Somebody changes a thing behind the engines' backs. */
    public void tamper(String resource, String property, String value) {
        for (Thing thing : things().stream().filter(t -> t.resource().equals(resource)).toList()) {
            Map<String, String> values = new TreeMap<>(thing.values());
            values.put(property, value);
            things.put(thing.id(), new Thing(thing.id(), thing.owner(), thing.resource(), thing.key(), values));
        }
    }

    /** Somebody removes a thing behind the engines' backs. */
    public void vanish(String resource) {
        things.values().removeIf(thing -> thing.resource().equals(resource));
    }

    void delete(String owner) {
        ofOwner(owner).ifPresent(thing -> {
            things.remove(thing.id());
            if (witness.makesWay(owner)) {
                forgiven.add(thing.id());
            }
            for (Thing other : things.values()) {
                if (needs(other.values()).anyMatch(thing.id()::equals) && !witness.letGo(other.owner())) {
                    if (witness.inACircle(owner, other.owner())) {
                        forgiven.add(thing.id());
                        chronicle.say("judge", "forgives", thing + " goes before " + other + ": their cleanups waited for each other");
                    } else if (witness.mayLetDown(owner, other.owner())) {
                        chronicle.say("judge", "forgives", thing + " goes before " + other + ": it makes way for its successor");
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
        log.add(new Change(what, thing));
        chronicle.say("provider", what + " " + thing.resource(), thing.id() + " " + thing.values());
    }

    Optional<Thing> ofOwner(String owner) {
        return things.values().stream().filter(t -> t.owner().equals(owner)).findAny();
    }

    private static Stream<String> needs(Map<String, String> values) {
        return QUOTED.matcher(values.getOrDefault("needs", "")).results().map(id -> id.group(1));
    }

    Optional<Thing> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    /** What exists, in order of creation. */
    public Collection<Thing> things() {
        return List.copyOf(things.values());
    }

    /** The physical ids of what exists, in order of creation. */
    public List<String> ids() {
        return List.copyOf(things.keySet());
    }

    /** What happened to the physical things, in order, with their values after it. */
    public List<String> log() {
        return log.stream().map(change -> change.what() + " " + change.thing()).toList();
    }

    /** What happened to the physical things, in order: {@code create A-1}, {@code update A-1}, {@code delete A-1}. */
    public List<String> story() {
        return log.stream().map(change -> change.what() + " " + change.thing().id()).toList();
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
