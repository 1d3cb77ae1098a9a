package io.rowloom.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.StackId;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private final Random random = new Random(1);

    private StackId stack() {
        return new StackId(new UUID(random.nextLong(), random.nextLong()));
    }

    @Test
    void aSmallStackFallsToOneEngine() {
        StackId stack = stack();
        for (int shards = 1; shards <= 8; shards++) {
            int all = shards;
            assertThat(IntStream.range(0, shards).filter(shard -> new Spread.Shard(all, shard).contains(stack, Spread.TOGETHER - 1))).containsExactly(
                    IntStream.range(0, shards).filter(shard -> new Spread.Shard(all, shard).contains(stack, 0)).boxed().toArray(Integer[]::new)).hasSize(1);
        }
    }

    /** A plan's nodes have numbers from 1, and a stack's plan falls to whom node 0 falls to. */
    @Test
    void whoPlansASmallStackAlsoHasItsNodes() {
        StackId stack = stack();
        assertThat(IntStream.range(1, Spread.TOGETHER).map(node -> Spread.place(stack, node))).containsOnly(Spread.place(stack, 0));
    }

    @Test
    void aLargeStackFallsToAllAlike() {
        StackId stack = stack();
        for (int shard = 0; shard < 8; shard++) {
            Spread.Shard one = new Spread.Shard(8, shard);
            assertThat(IntStream.range(0, 8 * Spread.TOGETHER).filter(node -> one.contains(stack, node))).hasSize(Spread.TOGETHER);
        }
    }

    @Test
    void manySmallStacksFallToAllAlike() {
        Spread.Shard one = new Spread.Shard(8, 5);
        assertThat(LongStream.range(0, 8_000).filter(_ -> one.contains(stack(), 1)).count()).isBetween(900L, 1_100L);
    }
}
