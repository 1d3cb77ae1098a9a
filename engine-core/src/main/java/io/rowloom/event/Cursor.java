package io.rowloom.event;

/** A place between events of a stack. Opaque to callers, but totally ordered. */
public record Cursor(long transaction, int ordinal) implements Comparable<Cursor> {
    /** Before the first event. */
    public static final Cursor START = new Cursor(-1, -1);

    @Override
    public int compareTo(Cursor other) {
        return transaction != other.transaction ? Long.compare(transaction, other.transaction) : Integer.compare(ordinal, other.ordinal);
    }
}
