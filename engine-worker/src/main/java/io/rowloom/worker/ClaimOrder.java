package io.rowloom.worker;

/** Which ready nodes a worker claims first: the setting {@code claim.order}. It changes how fast things go, never what comes of them. */
public enum ClaimOrder {
    /** What falls to it by its rank. Where that is nothing, a surplus of another's; what is left beside that, when a look and the next one find it ready. */
    RANDOM,
    /** What falls to it by {@linkplain io.rowloom.engine.Rendezvous rendezvous hashing}. What falls to others is theirs, until a look at it and the next one find it ready. */
    AFFINITY
}
