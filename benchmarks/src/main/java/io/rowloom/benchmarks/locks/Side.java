package io.rowloom.benchmarks.locks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One side of a comparison: a run, or one arm of it. */
record Side(String name, Results results, Optional<String> arm) {
    private static final List<String> TELLING = List.of("cores", "processor", "memory", "jdk", "postgresql", "fsync", "synchronous_commit");

    /** Reads {@code PLACE} or {@code PLACE@ARM}. */
    static Side of(String text) throws IOException {
        int at = text.lastIndexOf('@');
        boolean one = at > 0 && Mode.of(text.substring(at + 1).replaceFirst("/.*", "")).isPresent();
        return new Side(text, Results.read(Path.of(one ? text.substring(0, at) : text)), one ? Optional.of(text.substring(at + 1))
                : Optional.empty());
    }

    /** By cell. Of one arm: as if it had no name, so that it can be compared with another one. */
    Map<Cell, List<Measurement>> cells() {
        if (arm.isEmpty()) {
            return results.byCell();
        }
        Map<Cell, List<Measurement>> of = new LinkedHashMap<>();
        results.byCell().forEach((cell, all) -> {
            if (cell.arm().equals(arm.get())) {
                of.put(cell.as(""), all);
            }
        });
        return of;
    }

    /** Why it makes no sense to compare with another side. */
    List<String> obstacles(Side other) {
        List<String> obstacles = new ArrayList<>();
        if (arm.isPresent() != other.arm.isPresent()) {
            obstacles.add("give a mode on both sides, as in run@off run@redis, or on none");
        }
        if (results.run().scale() != other.results.run().scale()) {
            obstacles.add("the sizes of the workloads differ: scale " + results.run().scale() + " and " + other.results.run().scale());
        }
        return obstacles;
    }

    /** What a reader should know before he believes a difference. */
    List<String> remarks(Side other) {
        return TELLING.stream().filter(fact -> !fact(fact).equals(other.fact(fact))).map(fact -> "not the same: " + fact + ": " + fact(fact) + " and "
                + other.fact(fact)).toList();
    }

    private String fact(String name) {
        return results.run().environment().getOrDefault(name, "unknown");
    }
}
