package io.rowloom.benchmarks.locks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the workers are given to do. Sizes are for scale 1. */
enum Workload {
    /** One stack of 1000 resources that depend on nothing. */
    WIDE("one stack, no dependencies", 1_000),
    /** One stack of 100 resources, each on the one before: one is ready at a time. */
    CHAIN("one stack, each on the one before", 100),
    /** One stack of 500 resources in layers of 25, each on five of the layer before. */
    LAYERED("one stack in layers of 25", 500),
    /** One stack of 500 resources and one more that depends on all of them. */
    FAN_IN("one resource waits for all others", 500),
    /** 100 stacks of five resources, sent at once. */
    STACKS("many stacks of five", 500),
    /** One stack of 50 resources that is updated 12 times, each time when half of the update before is done. */
    HOT("one stack, updated over and over", 600),
    /** One stack of 500 resources whose calls take 50 ms and hold the resource. */
    SLOW("one stack, calls of 50 ms", 500);

    private final String description;
    private final int size;

    Workload(String description, int size) {
        this.description = description;
        this.size = size;
    }

    /** Its name in options and files. */
    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** Actions to be done, about; for {@link #HOT} at most. */
    int size(double scale) {
        return Math.max(5, (int) Math.round(size * scale));
    }

    static Optional<Workload> of(String label) {
        return Arrays.stream(values()).filter(workload -> workload.label().equals(label)).findAny();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Workload::label).toList();
    }
}
