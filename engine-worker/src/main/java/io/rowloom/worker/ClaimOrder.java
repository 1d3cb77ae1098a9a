package io.rowloom.worker;

/** Which ready nodes a worker claims first: the setting {@code claim.order}. It changes how fast things go, never what comes of them. */
public enum ClaimOrder {
    /** What it finds, in a share by its rank first. As soon as there is nothing in it, anything. */
    RANDOM,
    /** What falls to it by {@linkplain io.rowloom.engine.Rendezvous rendezvous hashing}. What falls to others is theirs, until a look at it and the next one find it ready. */
    AFFINITY
}
