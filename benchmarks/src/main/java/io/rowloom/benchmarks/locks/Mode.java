package io.rowloom.benchmarks.locks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What stands before the claims of the workers. */
public enum Mode {
    /** Nothing: the conditional UPDATE alone. */
    OFF("off"),
    /** No lock, but each worker prefers work by a hash over the members. */
    AFFINITY("off+affinity"),
    /** Session-level advisory locks in the workers' own database. */
    POSTGRESQL("postgresql"),
    /** A transaction-level advisory lock on the stack, at the head of each transaction. */
    POSTGRESQL_TRANSACTION("postgresql-transaction"),
    ZOOKEEPER("zookeeper"),
    ETCD("etcd"),
    REDIS("redis"),
    MYSQL("mysql");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether workers ask for a lock before they claim, which then is on something. */
    boolean asks() {
        return switch (this) {
            case OFF, AFFINITY, POSTGRESQL_TRANSACTION -> false;
            case POSTGRESQL, ZOOKEEPER, ETCD, REDIS, MYSQL -> true;
        };
    }

    /** Whether it is a service beside the workers' database. */
    boolean isService() {
        return switch (this) {
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION -> false;
            case ZOOKEEPER, ETCD, REDIS, MYSQL -> true;
        };
    }

    static Optional<Mode> of(String label) {
        return Arrays.stream(values()).filter(mode -> mode.label.equals(label)).findAny();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Mode::label).toList();
    }
}
