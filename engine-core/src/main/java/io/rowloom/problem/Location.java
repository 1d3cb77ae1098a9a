package io.rowloom.problem;

/** A place in a text that a user wrote. Lines and columns count from 1. */
public record Location(String source, int line, int column) {
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
