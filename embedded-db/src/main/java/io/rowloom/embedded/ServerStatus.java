package io.rowloom.embedded;

/** What a directory of an embedded database looks like at one moment. Anyone may start or stop the server right after. */
public sealed interface ServerStatus {
    /** A server process works on the data; it may still be starting up. */
    record Running(long pid, int port) implements ServerStatus {}

    /** There is data and no server. */
    record Stopped() implements ServerStatus {}

    /** Nobody has started a server here yet. */
    record Absent() implements ServerStatus {}
}
