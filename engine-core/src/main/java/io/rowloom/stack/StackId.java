package io.rowloom.stack;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The identity of a stack for all time; a name may be used again, an id is not. Ids made later sort later (UUID version 7, RFC 9562). */
public record StackId(UUID value) implements Comparable<StackId> {

    public static StackId create(InstantSource clock, RandomGenerator random) {
        long time = clock.millis() << 16 | 0x7000 | random.nextLong() & 0x0FFF;
        long rest = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new StackId(new UUID(time, rest));
    }

    @Override
    public int compareTo(StackId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
