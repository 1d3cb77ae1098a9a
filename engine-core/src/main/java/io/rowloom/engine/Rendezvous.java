package io.rowloom.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Rendezvous hashing: whose something is first, among several engines, where none asks another. Each engine gets a weight for each thing, as good as by lot, and the highest wins.
 *
 * <p>Guarantee: engines that know the same members name the same winner; a member that comes or goes moves nothing between the others. Not guaranteed: that
 * all engines know the same members, so nothing but speed may depend on a winner.
 */
public final class Rendezvous {
    private Rendezvous() {}

    /** Empty when there are no members. */
    public static Optional<EngineId> winner(Collection<EngineId> members, long thing) {
        return members.stream().max(Comparator.comparingLong((EngineId member) -> weight(member, thing)).thenComparing(EngineId::value));
    }

    /** The same in every process, whatever its version of Java. */
    private static long weight(EngineId member, long thing) {
        return mix(mix(mix(thing) ^ member.value().getMostSignificantBits()) ^ member.value().getLeastSignificantBits());
    }

    /** Finalizer of SplitMix64: each bit of the answer depends on each bit of the question. */
    private static long mix(long bits) {
        long z = bits + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
