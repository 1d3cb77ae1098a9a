package io.rowloom.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded server cannot be had here. The message says what was tried, what PostgreSQL said, and what to do. */
public final class EmbeddedDatabaseException extends RuntimeException {
    EmbeddedDatabaseException(String message) {
        this(message, null);
    }

    EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
