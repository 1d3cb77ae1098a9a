package io.rowloom.resource;

/** Where an open action stands. */
public enum Phase {
    /** Reality is to be looked at before the first call; also when that is tried again. */
    OBSERVE,
    /** The first call is under way, or was cut off: it is made (again). */
    BEGIN,
    /** The plugin asked to be called again, with the cookie. */
    WAIT,
    /** A retryable failure: the first call is made again after a while. */
    RETRY,
    /** The inputs could not be resolved: nothing is called, the action fails with the row's reason. */
    REFUSED
}
