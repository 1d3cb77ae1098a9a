package io.rowloom.engine;

import java.util.List;

/** What became of a lease renewal. */
public sealed interface Renewal {
    /**
     * The lease lasts for the whole ttl from when the renewal was sent.
     *
     * @param taking the live engines that take new work, for spreading it: this one always among them, by id
     */
    record Renewed(List<EngineId> taking) implements Renewal {}

    /** Somebody declared this engine dead, irrevocably: whatever it held is being taken over. */
    record Dead() implements Renewal {}
}
