package io.rowloom.simulator;

/** What a membership service does. */
public enum MembershipService {
    /** As it should. */
    WORKS,
    /** Sees nobody. */
    SEES_NOBODY,
    /** Sees who asks, and nobody else. */
    SEES_WHO_ASKS,
    /** Does not see the worker that was started first, whoever asks. */
    SEES_ALL_BUT_ONE,
    /** Sees everybody who ever joined. */
    SEES_THE_DEAD,
    /** Sees any of those that are there, by lot. */
    SEES_SOME,
    UNREACHABLE
}
