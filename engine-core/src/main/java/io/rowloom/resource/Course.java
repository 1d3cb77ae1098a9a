package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Lists;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceType;
import io.rowloom.template.rule.Restriction;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * How a claimed action is carried out. Follows from the row alone, so whoever takes an action over comes to the same course as the one who began it; and,
 * where the row says that reality is to be looked at, from what is seen there. Pure.
 */
public sealed interface Course {
    /**
     * Call the resource type.
     *
     * @param previous the properties as they really are, secrets in clear, none where that is unknown; empty: as of the last success
     */
    record Call(Optional<ObjectNode> previous) implements Course {}

    /** Have the resource type say what the resource holds, and store that; then the delete goes on. */
    record Keep() implements Course {}

    /** Look at reality first; then {@link #after}. */
    record Observe() implements Course {}

    /**
     * Everything is as it should be: the action is done.
     *
     * @param outputs as they are now; empty leaves what is stored
     */
    record Confirm(String reason, Optional<ObjectNode> outputs) implements Course {}

    /** Make a new copy in its place. */
    record Replace(String reason) implements Course {}

    /**
     * It cannot be done, or a check found what should not be; nothing was changed.
     *
     * @param drift the properties that differ from what they should be
     */
    record Refuse(String reason, List<Difference> drift) implements Course {}

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
        return switch (action.phase()) {
            case REFUSED -> new Refuse(action.reason(), List.of());
            case OBSERVE -> new Observe();
            case SNAPSHOT -> new Keep();
            case BEGIN, RETRY -> first(action, type);
            case WAIT -> new Call(Optional.empty());
        };
    }

    private static Course first(ClaimedAction action, ResourceType type) {
        return switch (action.action()) {
            case UPDATE -> ofUpdate(action, type);
            case CHECK, ADOPT -> new Observe();
            case RESTORE -> ofRestore(action, type);
            case INIT, CREATE, DELETE, SUSPEND, RESUME, SNAPSHOT -> new Call(Optional.empty());
        };
    }

    /** Of an update that is not begun, as if nothing restricted it: {@link Call}, {@link Replace} or {@link Refuse}. */
    static Course ofUpdate(ResourceType type, Optional<String> physicalId, Optional<ObjectNode> properties, ObjectNode args) {
        if (properties.isEmpty()) {
            return physicalId.isPresent() && repairs(type, properties, args) ? new Call(Optional.empty()) : new Replace("its create failed");
        }
        return ofChange(type, (ObjectNode) Secrets.reveal(properties.get()), args, Optional.empty());
    }

    /** Like an update to the properties of then; what is not there is made with what the snapshot holds. */
    private static Course ofRestore(ClaimedAction action, ResourceType type) {
        if (action.kept().isEmpty()) {
            return new Refuse("the snapshot is deleted", List.of());
        }
        boolean nothingThere = action.properties().isEmpty() && action.physicalId().isEmpty();
        return nothingThere ? new Call(Optional.empty()) : ofUpdate(action, type);
    }

    private static Course ofChange(ResourceType type, ObjectNode before, ObjectNode args, Optional<ObjectNode> previous) {
        return switch (type.onChange(before, (ObjectNode) Secrets.reveal(args))) {
            case IN_PLACE -> new Call(previous);
            case REPLACE -> new Replace("a property changed that cannot be changed in place");
            case IMMUTABLE -> new Refuse("a property changed that must not be changed", List.of());
        };
    }

    /** A new copy in its place, unless the environment forbids that. */
    static Course replacing(ClaimedAction action, String reason) {
        return action.rules().forbid(Restriction.REPLACE) ? refuse(Restriction.REPLACE) : new Replace(reason);
    }

    private static Course refuse(Restriction restriction) {
        return new Refuse(restriction.reason(), List.of());
    }

    /** What follows from a look at reality. */
    static Course after(Observation seen, ClaimedAction action, ResourceType type) {
        return switch (action.action()) {
            case CHECK -> ofCheck(seen, action);
            case ADOPT -> ofAdopt(seen, action);
            case INIT, CREATE, UPDATE, DELETE, SUSPEND, RESUME, SNAPSHOT, RESTORE -> mending(seen, action, type);
        };
    }

    /** Nothing is changed: what is not as the definition wants it is not taken over. Where the type cannot tell, what the user told is believed. */
    private static Course ofAdopt(Observation seen, ClaimedAction action) {
        String id = action.type() + " " + action.physicalId().orElse("without an id") + " cannot be " + (action.external() ? "taken as it is: " : "adopted: ");
        return switch (seen) {
            case Observation.Missing(var reason) -> new Refuse(id + reason, List.of());
            case Observation.Unfit(var reason) -> new Refuse(id + reason, List.of());
            case Observation.Unreadable() -> new Confirm(ResourceReason.DONE, Optional.empty());
            case Observation.Found(var properties, var outputs) -> {
                List<Difference> drift = drift(action, properties);
                yield drift.isEmpty() ? new Confirm(ResourceReason.DONE, Optional.of(outputs)) : new Refuse(id + Drift.told(drift), drift);
            }
        };
    }

    private static Course ofCheck(Observation seen, ClaimedAction action) {
        return switch (seen) {
            case Observation.Missing(var reason) -> new Refuse(reason, List.of());
            case Observation.Unfit(var reason) -> new Refuse(reason, List.of());
            case Observation.Unreadable() -> new Confirm("CHECK not supported for " + action.type(), Optional.empty());
            case Observation.Found(var properties, var _) -> {
                List<Difference> drift = drift(action, properties);
                yield drift.isEmpty() ? new Confirm(ResourceReason.DONE, Optional.empty()) : new Refuse(Drift.told(drift), drift);
            }
        };
    }

    /** What is not the stack's is as it should be however it is. */
    private static List<Difference> drift(ClaimedAction action, ObjectNode found) {
        return action.external() ? List.of() : Drift.between(action.args(), found);
    }

    private static Course mending(Observation seen, ClaimedAction action, ResourceType type) {
        return switch (seen) {
            case Observation.Missing(var reason) -> replacing(action, reason);
            case Observation.Unfit(var reason) -> repairs(type, action.properties(), action.args()) ? ofUpdate(action, type) : replacing(action, reason);
            case Observation.Unreadable() -> asPromised(action) ? new Confirm(ResourceReason.DONE, Optional.empty()) : blindly(action, type);
            case Observation.Found(var properties, var outputs) -> mending(properties, outputs, action, type);
        };
    }

    /** What could not be read is as of the last success; where the effect of a failure since then is unknown, it is not known, either. */
    private static Course mending(ObjectNode found, ObjectNode outputs, ClaimedAction action, ResourceType type) {
        ObjectNode real = Drift.overlaid(action.properties().orElse(action.args()), found);
        boolean known = action.inputHash().isPresent() || Lists.newArrayList(action.args().fieldNames()).stream().allMatch(found::has);
        if (known && Drift.none(action.args(), real)) {
            return new Confirm(ResourceReason.DONE, Optional.of(outputs));
        }
        return restricted(ofChange(type, real, action.args(), Optional.of(known ? real : found)), real, action);
    }

    /** Where the effect of what failed is unknown and cannot be seen, nothing counts as being as it was. */
    private static Course blindly(ClaimedAction action, ResourceType type) {
        Course course = ofUpdate(action, type);
        return course instanceof Call && action.inputHash().isEmpty() ? new Call(Optional.of(JsonNodeFactory.instance.objectNode())) : course;
    }

    private static Course ofUpdate(ClaimedAction action, ResourceType type) {
        Course course = ofUpdate(type, action.physicalId(), action.properties(), action.args());
        return restricted(course, (ObjectNode) Secrets.reveal(action.properties().orElse(action.args())), action);
    }

    /** @param before the properties, secrets in clear, that the course begins with; those that are wanted, where a create failed that is repaired */
    private static Course restricted(Course course, ObjectNode before, ClaimedAction action) {
        boolean restoresMade = action.action() == ResourceAction.RESTORE && action.properties().isPresent();
        boolean changes = restoresMade || !before.equals(Secrets.reveal(action.args()));
        return switch (course) {
            case Call _ -> changes && action.rules().forbid(Restriction.UPDATE) ? refuse(Restriction.UPDATE) : course;
            case Replace(var reason) -> replacing(action, reason);
            case Keep _, Observe _, Confirm _, Refuse _, Stop _, GiveUp _ -> course;
        };
    }

    private static boolean repairs(ResourceType type, Optional<ObjectNode> properties, ObjectNode args) {
        ObjectNode before = properties.orElseGet(JsonNodeFactory.instance::objectNode);
        return type.recovery((ObjectNode) Secrets.reveal(before), (ObjectNode) Secrets.reveal(args)) == Recovery.REPAIR;
    }

    /** The last success had these very properties, and nothing is known to have happened since. */
    private static boolean asPromised(ClaimedAction action) {
        return action.inputHash().isPresent() && action.properties().equals(Optional.of(action.args()));
    }
}
