package io.rowloom.locks;

import java.io.Serial;

/** A lock service did not do what it was asked, or nobody knows whether it did. The message is for a log and has no secrets. */
class ServiceException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String what, Throwable cause) {
        super(what + ": " + Reason.told(cause), cause);
    }
}
