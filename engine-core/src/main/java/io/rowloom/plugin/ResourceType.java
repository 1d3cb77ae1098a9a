package io.rowloom.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource type. Implementations are stateless and thread-safe, have a public constructor without parameters, and are named in
 * {@code META-INF/services/io.rowloom.plugin.ResourceType}.
 *
 * <p>Every call may come twice with the same idempotency key (see {@link ResourceCall}); the second must come to the same end. A call runs on a
 * virtual thread and may block; for waits longer than a few seconds answer {@link Step.Wait} instead. Exceptions are failures with unknown effect.
 */
public interface ResourceType {
    TypeSchema schema();

    Step create(ResourceCall call) throws Exception;

    /**
     * Changes the resource in place to {@link ResourceCall#properties()}. Called only when {@link #onChange} said so; also when no property changed, to mend what
     * failed.
     */
    default Step update(ResourceCall call) throws Exception {
        return new Step.NeedsReplacement(schema().name() + " cannot be updated in place");
    }

    /**
     * Removes the resource. Also called with no physical id, when a create was cut off before it could tell one: look for what the idempotency key
     * or the physical name made. Gone is as good as deleted.
     */
    Step delete(ResourceCall call) throws Exception;

    /**
     * Looks at the physical resource and changes nothing. Called by a check, and before an update of what failed or may have been changed by others. What
     * differs from {@link ResourceCall#properties()} is found out by the engine. An exception says that nothing could be seen.
     */
    default Observation observe(ResourceCall call) throws Exception {
        return new Observation.Unreadable();
    }

    /** Puts the resource to rest, with everything that {@link #resume} needs to wake it up again. */
    default Step suspend(ResourceCall call) throws Exception {
        return Step.done();
    }

    /** Wakes the resource up. Also called for one that never rested, when its suspend was cut off. */
    default Step resume(ResourceCall call) throws Exception {
        return Step.done();
    }

    /**
     * What a change of properties asks for: the strictest policy of all that differ. A type whose answer depends on values overrides it.
     * Pure. Both trees are complete, with defaults.
     */
    default UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        UpdatePolicy strictest = UpdatePolicy.IN_PLACE;
        for (var property : schema().properties().entrySet()) {
            JsonNode was = before.path(property.getKey());
            if (!was.equals(after.path(property.getKey())) && property.getValue().updatePolicy().compareTo(strictest) > 0) {
                strictest = property.getValue().updatePolicy();
            }
        }
        return strictest;
    }

    /**
     * What to do with a resource that is there and not as it should be, in a way that no property tells: its create failed although a physical id is known, or
     * {@link Observation.Unfit} was seen. A repair is called only where {@link #onChange} allows it. Pure.
     *
     * @param before the properties of the last success; empty when the create failed
     * @param after the wanted properties
     */
    default Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPLACE;
    }

    /**
     * Whether the type stands in for any other: every property is accepted and dropped, every attribute is null. So {@code OS::Heat::None} can take the
     * place of a type that a resource registry switches off.
     */
    default boolean placeholder() {
        return false;
    }
}
