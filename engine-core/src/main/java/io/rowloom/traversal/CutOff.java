package io.rowloom.traversal;

import io.rowloom.template.DeletionPolicy;
import java.util.List;
import java.util.Optional;

/**
 * A node that turned out to have nothing to do: finished without a claim.
 *
 * @param version as read together with the readiness: a guard
 * @param inputHash the row's, which equals that of the wanted inputs: a guard; empty for a tombstone
 * @param definition the new definition hash; empty for a tombstone
 */
public record CutOff(
        int no, long version, int node, Optional<String> inputHash, Optional<String> definition, List<Integer> requires, DeletionPolicy deletionPolicy) {}
