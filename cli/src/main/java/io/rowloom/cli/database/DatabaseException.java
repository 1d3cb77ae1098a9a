package io.rowloom.cli.database;

/** The database cannot be used. The message says why, and what to do; it never contains a password. */
public final class DatabaseException extends RuntimeException {
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    public DatabaseException(String message) {
        super(message);
    }
}
