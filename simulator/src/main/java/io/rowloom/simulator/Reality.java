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
import java.util.TreeSet;
import java.util.regex.MatchResult;
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

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<String> resting = new HashSet<>();
    private int calls;
    private int made;

    /** To be called at the moment of effect. */
    void admit(String owner, long fence) {
        calls++;
        if (fences.merge(owner, fence, Math::max) > fence) {
            throw new StaleCall(owner);
        }
    }

    /** Makes a thing, or answers the one that the same key made. */
    Thing create(String owner, String resource, String key, Map<String, String> values) {
        Optional<Thing> same = ofOwner(owner);
        if (same.isPresent()) {
            if (!same.get().key().equals(key)) {
                throw new IllegalStateException("a second thing for " + owner + ": there is one of key " + same.get().key() + ", now came key " + key);
            }
            if (!same.get().values().equals(values)) {
                throw new IllegalStateException("key " + key + " came back with other arguments: " + same.get().values() + ", now " + values);
            }
            return same.get();
        }
        Thing thing = new Thing("thing-" + ++made, owner, resource, key, new TreeMap<>(values));
        needs(values).filter(id -> !things.containsKey(id)).forEach(id -> broken.add(thing + " was made although " + id + " is not there"));
        things.put(thing.id(), thing);
        log.add("create " + thing);
        return thing;
    }

    void update(String id, Map<String, String> values) {
        Thing old = things.get(id);
        things.put(id, new Thing(id, old.owner(), old.resource(), old.key(), new TreeMap<>(values)));
        log.add("update " + things.get(id));
    }

    /** A thing becomes that of another copy. */
    void adopt(String id, String owner, String resource, String key) {
        Optional<Thing> old = Optional.ofNullable(things.get(id));
        old.filter(thing -> !thing.owner().equals(owner)).ifPresent(thing -> {
            things.put(id, new Thing(id, owner, resource, key, thing.values()));
            log.add("adopt " + things.get(id));
        });
    }

    /** Puts a thing to rest or wakes it up. */
    void rest(String id, boolean rests) {
        log.add((rests ? "suspend " : "resume ") + things.get(id));
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
            things.values().stream().filter(t -> needs(t.values()).anyMatch(thing.id()::equals))
                    .forEach(t -> broken.add(thing + " was deleted although " + t + " needs it"));
            log.add("delete " + thing);
        });
    }

    Optional<Thing> ofOwner(String owner) {
        return things.values().stream().filter(t -> t.owner().equals(owner)).findAny();
    }

    private static Stream<String> needs(Map<String, String> values) {
        return Pattern.compile("thing-\\d+").matcher(values.getOrDefault("needs", "")).results().map(MatchResult::group);
    }

    /** Where something was made before what it needs, or deleted while something needed it. */
    List<String> broken() {
        return List.copyOf(broken);
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
}
