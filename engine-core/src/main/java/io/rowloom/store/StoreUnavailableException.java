package io.rowloom.store;

/** The database could not be reached, or not in time, or the retries after conflicts are used up. The same call may be made again. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
