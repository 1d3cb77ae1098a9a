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
    MYSQL("mysql"),
    /** A service where nobody listens. */
    DEAD("dead"),
    /** One that takes connections and never answers. */
    SILENT("silent"),
    /** One that grants each lock to all. */
    GRANTS_ALL("grants-all"),
    /** One that says of each lock that another has it. */
    GRANTS_NONE("grants-none");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Those that somebody may want to run, and measures without being told to. */
    static List<Mode> sound() {
        return Arrays.stream(values()).filter(mode -> !mode.isBroken()).toList();
    }

    /** Whether workers ask for a lock before they claim, which then is on something. */
    boolean asks() {
        return switch (this) {
            case OFF, AFFINITY, POSTGRESQL_TRANSACTION -> false;
            case POSTGRESQL, ZOOKEEPER, ETCD, REDIS, MYSQL, DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> true;
        };
    }

    /** Whether workers go on asking: of what is of no help they soon ask nothing any more. */
    boolean isTrusted() {
        return asks() && !(this == DEAD || this == SILENT || this == GRANTS_NONE);
    }

    /** Whether it is a service beside the workers' database. */
    boolean isService() {
        return switch (this) {
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION, DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> false;
            case ZOOKEEPER, ETCD, REDIS, MYSQL -> true;
        };
    }

    /** Whether it is a service that nobody would want: it shows what a fault costs. */
    boolean isBroken() {
        return switch (this) {
            case OFF, AFFINITY, POSTGRESQL, POSTGRESQL_TRANSACTION, ZOOKEEPER, ETCD, REDIS, MYSQL -> false;
            case DEAD, SILENT, GRANTS_ALL, GRANTS_NONE -> true;
        };
    }

    static Optional<Mode> of(String label) {
        return Arrays.stream(values()).filter(mode -> mode.label.equals(label)).findAny();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Mode::label).toList();
    }
}
