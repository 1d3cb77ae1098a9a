package io.rowloom.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a resource type is told at a call.
 *
 * <p>Guarantee: the row that says so was committed before the call. Not guaranteed: that the call is made once. After a crash it is made again, by
 * another engine, with the same {@link #idempotencyKey()} and the same properties, perhaps while the first one still runs; the one with the higher
 * {@link #fence()} is the newer.
 */
public interface ResourceCall {
    UUID stackId();

    String stackName();

    /** The name in the template. */
    String resourceName();

    /** A name that is unique to this physical copy, the same at each call: {@code <stack>-<resource>-<12 characters>}. */
    String physicalName();

    /** Stable per resource and generation of the action; a repeated call carries the same one. */
    String idempotencyKey();

    /** Grows with each claim of the resource. A provider that can store it must refuse lower ones. */
    long fence();

    /** As stored: from an earlier {@link Step.Done}, {@link Step.Wait} or {@link Step.Failed}. */
    Optional<String> physicalId();

    /** All properties of the schema that have a value, with defaults, of the declared types, secrets in clear. For a delete: those of the last action. */
    ObjectNode properties();

    /**
     * Whether what {@link #physicalId()} names is not the stack's, whoever's mark it has. Such a resource is only observed. Its properties say where to look; required ones may be
     * missing.
     */
    default boolean external() {
        return false;
    }

    /** The properties of the last success, or as observed just now; empty before the first success, and where a failure left unknown what is there. */
    ObjectNode previousProperties();

    /** The outputs of the last success, secrets in clear; empty before the first. */
    ObjectNode outputs();

    /** From the {@link Step.Wait} before; empty at the first step of an action. */
    Optional<JsonNode> cookie();

    /** For a restore: what {@link ResourceType#snapshot} answered then, secrets in clear. */
    default Optional<ObjectNode> snapshot() {
        return Optional.empty();
    }

    /**
     * Signals that no call before has answered for, oldest first; always empty for a type that takes none. With the recording of this call's outcome they are handled,
     * unless it is a retryable failure; before that they may be handed to a call again. What matters of them belongs into the cookie or the outputs. A retryable failure
     * begins the action anew, without the cookie and without signals that are handled: a type answers so only before it has answered for any.
     */
    default List<Signal> signals() {
        return List.of();
    }

    /** When the action must be over; for the type to cut its own waits. Wall clock. */
    Optional<Instant> deadline();

    /** Whether the action's result is no longer wanted, or this engine lost the resource. A long call should look, and stop early. Thread-safe. */
    boolean cancelled();

    /**
     * Whether another engine may be at this resource by now: this one could not renew its lease in time, since it was paused or cannot reach the database. A type whose
     * provider does not refuse lower fences asks right before the effect, leaves it out then, and answers with a retryable failure without effect. Thread-safe.
     */
    default boolean late() {
        return false;
    }

    /** The time to compute waits with. Virtual in a simulation, so never use another one. */
    Instant now();
}
