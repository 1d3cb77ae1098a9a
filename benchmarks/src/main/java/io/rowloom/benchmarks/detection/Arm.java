package io.rowloom.benchmarks.detection;

import io.rowloom.benchmarks.locks.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where workers keep sessions. */
enum Arm {
    NONE(Mode.OFF), POSTGRESQL(Mode.POSTGRESQL), ZOOKEEPER(Mode.ZOOKEEPER), ETCD(Mode.ETCD), REDIS(Mode.REDIS);

    private final Mode needs;

    Arm(Mode needs) {
        this.needs = needs;
    }

    /** Whose server it needs. */
    Mode needs() {
        return needs;
    }

    boolean isService() {
        return this != NONE && this != POSTGRESQL;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Arm> of(String label) {
        return Arrays.stream(values()).filter(arm -> arm.label().equals(label)).findAny();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Arm::label).toList();
    }
}
