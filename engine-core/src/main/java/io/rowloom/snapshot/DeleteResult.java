package io.rowloom.snapshot;

/** What became of a request to delete a snapshot. */
public enum DeleteResult {
    DELETED,
    NOT_FOUND,
    /** It is being taken, or gone back to. */
    IN_USE
}
