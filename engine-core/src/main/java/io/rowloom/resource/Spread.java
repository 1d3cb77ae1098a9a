package io.rowloom.resource;

import io.rowloom.stack.StackId;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which ready nodes an engine looks at, so that engines do not fight for the same ones. Each node has a place, which follows from its stack and its number alone, so it is known
 * wherever the node is. {@value #TOGETHER} nodes of a plan that have neighbouring numbers share a place: a small stack is one engine's, and a statement does for many of its
 * resources. Stacks begin anywhere. Pure; stores say the same in their own words.
 */
public sealed interface Spread {
    Shard ALL = new Shard(1, 0);
    /** A part of the protocol between engines, as all of this: it cannot be a setting. */
    int TOGETHER = 16;

    boolean contains(StackId stack, int node);

    /** The lowest 16 bits of the stack's id, and one more for each {@value #TOGETHER} nodes before this one. */
    static int place(StackId stack, int node) {
        return (int) (stack.value().getLeastSignificantBits() & 0xFFFF) + node / TOGETHER;
    }

    /** The same, the last stacks first and of each the last nodes: for who helps others, which begin at the other end. */
    record LastFirst(Spread of) implements Spread {
        public LastFirst {
            if (of instanceof LastFirst) {
                throw new IllegalArgumentException("the last first of " + of);
            }
        }

        @Override
        public boolean contains(StackId stack, int node) {
            return of.contains(stack, node);
        }
    }

    /** Those whose place modulo {@code shards} is {@code shard}. */
    record Shard(int shards, int shard) implements Spread {
        public Shard {
            if (shards < 1 || shard < 0 || shard >= shards) {
                throw new IllegalArgumentException("shard " + shard + " of " + shards);
            }
        }

        @Override
        public boolean contains(StackId stack, int node) {
            return place(stack, node) % shards == shard;
        }
    }

    /** Those in some of the {@value #COUNT} parts that all places fall into. */
    record Parts(Set<Integer> numbers) implements Spread {
        /** A power of 2. */
        public static final int COUNT = 1024;

        public Parts {
            numbers = Set.copyOf(numbers);
        }

        public static int of(StackId stack, int node) {
            return place(stack, node) & COUNT - 1;
        }

        @Override
        public boolean contains(StackId stack, int node) {
            return numbers.contains(of(stack, node));
        }

        /** The other parts. */
        public Parts others() {
            return new Parts(IntStream.range(0, COUNT).filter(part -> !numbers.contains(part)).boxed().collect(Collectors.toSet()));
        }

        /** A bit for each part, the lowest bit of the first byte for part 0. */
        public byte[] bits() {
            BitSet bits = new BitSet(COUNT);
            numbers.forEach(bits::set);
            byte[] all = new byte[COUNT / Byte.SIZE];
            byte[] some = bits.toByteArray();
            System.arraycopy(some, 0, all, 0, some.length);
            return all;
        }
    }
}
