package io.rowloom.preview;

import io.rowloom.resource.ResourceAction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of one resource, if no action fails. The five are Heat's.
 *
 * <p>Guarantee, for a stack at rest: what the engine then does is what is said here, as far as {@link Certainty} says. Not guaranteed: that an update in
 * place stays one; the resource type may answer then that it needs a replacement, and what is looked at first may be gone.
 */
public sealed interface Change {
    Subject subject();

    /**
     * Whom it is about.
     *
     * @param row number of the row that exists; empty when a new one is made
     * @param underWay an action that is begun and not ended: it goes on first, and the rest is told as if it succeeded
     */
    record Subject(OptionalInt row, String name, String type, Optional<String> physicalId, Optional<ResourceAction> underWay) {}

    /** The resource type is not called for this request. */
    record Unchanged(Subject subject) implements Change {}

    /** @param reason why, besides the properties; empty when these say it */
    record Updated(Subject subject, Certainty certainty, List<PropertyChange> properties, String reason, Optional<Refusal> refusal) implements Change {}

    /**
     * A new copy is made in its place.
     *
     * @param old what becomes of the old one, after its dependents moved, unless it goes first
     */
    record Replaced(Subject subject, Certainty certainty, List<PropertyChange> properties, String reason, Optional<Refusal> refusal, Fate old)
            implements Change {}

    /**
     * @param properties all that it will have
     * @param external it is not made: what is there is taken as it is
     */
    record Added(Subject subject, List<PropertyChange> properties, String reason, Optional<Refusal> refusal, boolean external) implements Change {}

    record Deleted(Subject subject, String reason, Fate fate) implements Change {}

    /** How sure it is. What is not certain depends on values that are known only after something else was made or changed. */
    enum Certainty {
        CERTAIN,
        /** This or less, but something: updated in place instead of replaced. */
        OR_LESS,
        /** This, or nothing at all when the values come out as they were. */
        OR_NOTHING
    }

    /** What becomes of a physical resource that leaves the stack. */
    enum Fate {
        DELETED,
        /** Before its replacement is made. */
        DELETED_FIRST,
        /** Its deletion policy keeps it. */
        RETAINED,
        /** It is not the stack's. */
        LET_GO,
        /** There is nothing physical. */
        NEVER_MADE
    }

    /**
     * The resource's action will fail before its type is called.
     *
     * @param certain false when it depends on values that are known only then
     */
    record Refusal(String reason, boolean certain) {}
}
