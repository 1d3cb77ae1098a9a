package io.rowloom.template.expression;

import io.rowloom.template.document.Path;

/** A function got values that it cannot work with. The message never contains a value. Becomes a problem of the user's input. */
public final class ResolveException extends RuntimeException {
    private final transient Path path;

    public ResolveException(Path path, String message) {
        super(message);
        this.path = path;
    }

    public Path path() {
        return path;
    }
}
