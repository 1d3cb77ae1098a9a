package io.rowloom.simulator;

/** What a lock service does. */
public enum LockService {
    /** As it should. */
    WORKS,
    /** Everybody gets everything. */
    GRANTS_TO_ALL,
    /** Everybody is told that somebody else has it. */
    GRANTS_NOBODY,
    /** Everything is lost as soon as it is granted. */
    LOSES_ALL,
    UNREACHABLE
}
