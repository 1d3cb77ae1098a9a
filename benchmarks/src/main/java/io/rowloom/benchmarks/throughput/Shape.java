package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How the resources of a workload depend on one another. Pure: the same size and seed give the same. */
public enum Shape {
    /** Not at all. */
    WIDE,
    /** Each on the one before: one is ready at a time. */
    CHAIN,
    /** Ten layers; each on three of the layer before. */
    LAYERED,
    /** One that waits for all others. */
    FAN_IN,
    /** A square of diamonds: each on its neighbours above and to the left. */
    LATTICE,
    /** Each on up to three of those before, by the seed. */
    RANDOM,
    /** Stacks of ten independent resources, sent by several users at once. */
    STACKS,
    /** Such stacks of one tenant, and after the last request one such stack of another, whose time is told. */
    NEWCOMER,
    /** One stack of one resource, on idle workers, again and again. */
    ONE;

    private static final int LAYERS = 10;
    private static final int REACH = 3;
    private static final int STACK = 10;

    /** Whether it tells how long single stacks take, not how much is done in a time. */
    public boolean ofLatency() {
        return this == NEWCOMER || this == ONE;
    }

    /** @param resources in all, about: stacks are whole, and a fan-in has one more */
    public Layout layout(int resources, long seed) {
        return switch (this) {
            case WIDE -> one(resources, _ -> List.of());
            case CHAIN -> one(resources, i -> i == 0 ? List.of() : List.of(i - 1));
            case LAYERED -> layered(resources);
            case FAN_IN -> one(resources + 1, i -> i < resources ? List.of() : IntStream.range(0, resources).boxed().toList());
            case LATTICE -> lattice(resources);
            case RANDOM -> random(resources, new Random(seed));
            case STACKS, NEWCOMER -> new Layout(Math.max(1, resources / STACK), requires(Math.min(resources, STACK), _ -> List.of()));
            case ONE -> one(1, _ -> List.of());
        };
    }

    private static Layout layered(int resources) {
        int layer = Math.max(1, (resources + LAYERS - 1) / LAYERS);
        return one(resources, i -> i < layer ? List.of()
                : IntStream.range(0, Math.min(REACH, layer)).mapToObj(k -> (i / layer - 1) * layer + (i % layer + k) % layer).sorted().toList());
    }

    private static Layout lattice(int resources) {
        int side = (int) Math.ceil(Math.sqrt(resources));
        return one(resources, i -> IntStream.of(i < side ? -1 : i - side, i % side == 0 ? -1 : i - 1).filter(above -> above >= 0).boxed().toList());
    }

    private static Layout random(int resources, Random random) {
        return one(resources, i -> {
            var some = new TreeSet<Integer>();
            IntStream.range(0, i == 0 ? 0 : random.nextInt(REACH + 1)).forEach(_ -> some.add(random.nextInt(i)));
            return List.copyOf(some);
        });
    }

    private static Layout one(int resources, IntFunction<List<Integer>> requires) {
        return new Layout(1, requires(resources, requires));
    }

    private static Map<String, List<String>> requires(int resources, IntFunction<List<Integer>> requires) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        IntStream.range(0, resources).forEach(i -> all.put("r" + i, requires.apply(i).stream().map(other -> "r" + other).toList()));
        return all;
    }
}
