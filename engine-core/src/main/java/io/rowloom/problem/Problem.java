package io.rowloom.problem;

import java.util.Optional;

/**
 * One fault in a user's input.
 *
 * @param path where in the document, with dots: {@code resources.server.properties.size}; empty for the document as a whole
 * @param message what is wrong, as one sentence without the path
 * @param advice what to do about it; empty where the message says it
 * @param location line and column, where the document's text is at hand
 */
public record Problem(String path, String message, String advice, Optional<Location> location) {
    public static Problem at(String path, String message) {
        return new Problem(path, message, "", Optional.empty());
    }

    public Problem advise(String what) {
        return new Problem(path, message, what, location);
    }

    public Problem in(Optional<Location> where) {
        return new Problem(path, message, advice, where);
    }

    @Override
    public String toString() {
        return location.map(l -> l + ": ").orElse("") + (path.isEmpty() ? "" : path + ": ") + message + (advice.isEmpty() ? "" : " (" + advice + ")");
    }
}
