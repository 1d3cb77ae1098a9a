package io.rowloom.db;

/** A row with this key is there already (SQLSTATE 23505); nothing was written. For the verbs that expect it. */
final class DuplicateKeyException extends RuntimeException {
    DuplicateKeyException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
