package io.rowloom.engine;

/** What became of a lease renewal. */
public sealed interface Renewal {
    /**
     * The lease lasts for the whole ttl from when the renewal was sent.
     *
     * @param rank this engine's place among the live ones, from 0, for spreading work
     * @param engines how many live engines there are, at least 1
     */
    record Renewed(int rank, int engines) implements Renewal {}

    /** Somebody declared this engine dead, irrevocably: whatever it held is being taken over. */
    record Dead() implements Renewal {}
}
