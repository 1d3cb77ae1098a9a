package io.rowloom.resource;

/** Whether an open action could be put aside. */
public enum ParkResult {
    PARKED,
    /** Somebody else took the claim over: nothing was written, and nothing may be. */
    FENCE_LOST
}
