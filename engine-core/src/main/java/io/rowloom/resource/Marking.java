package io.rowloom.resource;

import io.rowloom.resource.Interventions.Health;
import io.rowloom.stack.Status;
import java.util.Optional;

/** Which resources can be marked. Pure; the store repeats it in the guard of the write. */
public final class Marking {
    private Marking() {}

    /** The sentence for a user whose mark is not admitted; empty when it is. */
    public static Optional<String> refusal(ResourceAction action, Status status, boolean everMade, Health health) {
        return switch (health) {
            case UNHEALTHY -> switch (action) {
                case INIT -> Optional.of("It was not created yet.");
                case DELETE -> Optional.of("It is deleted, or on its way to be.");
                case CREATE, UPDATE, CHECK, SUSPEND, RESUME, SNAPSHOT, RESTORE -> Optional.empty();
                case ADOPT -> everMade ? Optional.empty() : Optional.of("It was not adopted."); // its row must go on telling so, for a delete leaves it alone
            };
            case HEALTHY -> action == ResourceAction.CHECK && status == Status.FAILED && everMade ? Optional.empty()
                    : Optional.of("It is " + action + "_" + status + (everMade ? "" : " and was never made") + ": only CHECK_FAILED can be taken back.");
        };
    }
}
