package io.rowloom.schema;

import org.jspecify.annotations.Nullable;

/** The database cannot be given the schema. No table was changed; the message says what to do. */
public final class SchemaException extends RuntimeException {
    SchemaException(String message) {
        this(message, null);
    }

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
