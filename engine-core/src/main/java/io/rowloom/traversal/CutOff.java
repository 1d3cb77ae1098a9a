package io.rowloom.traversal;

import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.rule.ResourceRules;
import java.util.List;

/** A node that turned out to have nothing to do: finished without a claim. The {@code version}, as read together with the readiness, is a guard of each. */
public sealed interface CutOff {
    int no();

    long version();

    int node();

    /**
     * The resource is what its definition wants.
     *
     * @param inputHash the row's, which equals that of the wanted inputs: a guard
     * @param definition the definition hash from now on
     * @param requires what the row depends on from now on
     * @param rules how the row is handled from now on
     */
    record Unchanged(int no, long version, int node, String inputHash, String definition, List<Integer> requires, DeletionPolicy deletionPolicy,
            ResourceRules rules) implements CutOff {
        /** Without rules. */
        public Unchanged(int no, long version, int node, String inputHash, String definition, List<Integer> requires, DeletionPolicy deletionPolicy) {
            this(no, version, node, inputHash, definition, requires, deletionPolicy, ResourceRules.NONE);
        }

        public Unchanged under(ResourceRules others) {
            return new Unchanged(no, version, node, inputHash, definition, requires, deletionPolicy, others);
        }
    }

    /** The action came to its end before, and the hook that held its consequences back was cleared. */
    record HookPassed(int no, long version, int node) implements CutOff {}

    /** A tombstone was to be cleaned up. */
    record AlreadyDeleted(int no, long version, int node) implements CutOff {}

    /** Nothing was made yet, or the action is done already: there is nothing to check, to put to rest, or to wake up. */
    record NothingToVisit(int no, long version, int node) implements CutOff {}

    /** There is nothing physical to delete, or it is to be kept: the row becomes a tombstone. */
    record NothingToDelete(int no, long version, int node, String reason) implements CutOff {}
}
