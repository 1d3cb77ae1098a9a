package io.rowloom.benchmarks;

/** How often a statement was sent, and how long the server took for all of them together. */
record StatementCalls(String query, long calls, double millis) {
    StatementCalls plus(StatementCalls other) {
        return new StatementCalls(query, calls + other.calls, millis + other.millis);
    }

    StatementCalls minus(StatementCalls other) {
        return new StatementCalls(query, calls - other.calls, millis - other.millis);
    }

    /** Begins, ends or configures a transaction. */
    boolean isControl() {
        return query.matches("(?is)\\s*(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SET TRANSACTION)\\b.*");
    }

    /** On one line. */
    String shortened(int length) {
        String line = query.strip().replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}
