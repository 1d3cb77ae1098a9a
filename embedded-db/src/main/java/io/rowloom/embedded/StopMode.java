package io.rowloom.embedded;

/** How a server ends; see PostgreSQL's "Shutting Down the Server". Committed data survives both. */
public enum StopMode {
    /** Open transactions are aborted and clients disconnected; a checkpoint is written. */
    FAST,
    /** As if the server had crashed: no checkpoint, and recovery at the next start. */
    IMMEDIATE;

    String argument() {
        return this == FAST ? "fast" : "immediate";
    }
}
