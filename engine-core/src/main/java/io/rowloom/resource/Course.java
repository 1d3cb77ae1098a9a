package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceType;
import io.rowloom.value.Secrets;
import java.util.Optional;

/**
 * How a claimed action is carried out. Follows from the row alone, so whoever takes an action over comes to the same course as the one who began it.
 * Pure.
 */
public sealed interface Course {
    /** Call the resource type. */
    record Call() implements Course {}

    /** Make a new copy in its place. */
    record Replace(String reason) implements Course {}

    /** It cannot be done; nothing was changed. */
    record Refuse(String reason) implements Course {}

    /** The action is no longer wanted. */
    record Stop() implements Course {}

    /** Engine after engine died over it. */
    record GiveUp(String reason) implements Course {}

    static Course of(ClaimedAction action, ResourceType type, int maxAttempts) {
        if (action.cancel() && action.action() != ResourceAction.DELETE) {
            return new Stop();
        }
        if (action.attempts() > maxAttempts) {
            return new GiveUp("given up after " + action.attempts() + " engines died or lost their lease while they had it");
        }
        if (action.phase() == Phase.REFUSED) {
            return new Refuse(action.reason());
        }
        boolean begun = action.phase() == Phase.WAIT;
        return action.action() == ResourceAction.UPDATE && !begun ? ofUpdate(type, action.physicalId(), action.properties(), action.args()) : new Call();
    }

    /** Of an update that is not begun: {@link Call}, {@link Replace} or {@link Refuse}. */
    static Course ofUpdate(ResourceType type, Optional<String> physicalId, Optional<ObjectNode> properties, ObjectNode args) {
        if (properties.isEmpty()) {
            return physicalId.isPresent() && type.recovery() == Recovery.REPAIR ? new Call() : new Replace("its create failed");
        }
        ObjectNode before = (ObjectNode) Secrets.reveal(properties.get());
        ObjectNode after = (ObjectNode) Secrets.reveal(args);
        return switch (type.onChange(before, after)) {
            case IN_PLACE -> new Call();
            case REPLACE -> new Replace("a property changed that cannot be changed in place");
            case IMMUTABLE -> new Refuse("a property changed that must not be changed");
        };
    }
}
