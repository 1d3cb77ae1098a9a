package io.rowloom.locks;

import java.io.Serial;

/** A lock service cannot be used as it is set up, however long one waits. The message says why and what to do. */
public final class LockServiceRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    LockServiceRefusedException(String message) {
        super(message);
    }
}
