package io.rowloom.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** What one call of a resource type came to. An exception counts as {@link Failed} with an unknown effect. */
public sealed interface Step {

    /**
     * The action is complete.
     *
     * @param physicalId what the provider calls it; empty leaves what is stored (and is normal for a delete)
     * @param outputs the values of all attributes; secrets in clear, they are sealed as the type's schema says
     */
    record Done(Optional<String> physicalId, ObjectNode outputs) implements Step {}

    /**
     * The action goes on without us. The call is made again, with the cookie, on any engine, not before {@code lookAgainIn}.
     * Waiting costs a row and nothing else.
     *
     * @param physicalId as soon as it is known: it is stored before the next call
     */
    record Wait(JsonNode cookie, Duration lookAgainIn, Optional<String> physicalId) implements Step {}

    /**
     * The action failed.
     *
     * @param retryable worth trying again by itself after a while, within the retry policy
     * @param effect whether the failed call can have left something behind
     */
    record Failed(String reason, boolean retryable, Effect effect, Optional<String> physicalId) implements Step {}

    /** Only an update may answer so: the change cannot be made in place. Nothing was changed. */
    record NeedsReplacement(String reason) implements Step {}

    /** The physical resource does not exist (any more). A delete is then complete; an update or check is not. */
    record Gone(String reason) implements Step {}

    enum Effect {
        /** Nothing was made or changed that is not recorded. */
        NONE,
        /** Something may have been made: the next call carries the same idempotency key. */
        UNKNOWN
    }

    static Step done(String physicalId, ObjectNode outputs) {
        return new Done(Optional.of(physicalId), outputs);
    }

    /** For deletes, and updates that leave the outputs out. */
    static Step done() {
        return new Done(Optional.empty(), JsonNodeFactory.instance.objectNode());
    }

    static Step lookAgain(JsonNode cookie, Duration in) {
        return new Wait(cookie, in, Optional.empty());
    }

    static Step failed(String reason) {
        return new Failed(reason, false, Effect.NONE, Optional.empty());
    }

    static Step retry(String reason) {
        return new Failed(reason, true, Effect.UNKNOWN, Optional.empty());
    }
}
