package io.rowloom.benchmarks.locks;

import java.util.Locale;

/** The pictures of the report, in their order. */
enum Section {
    THROUGHPUT("Throughput", "Resources finished per second, against the number of worker processes. Points are medians; the thin line "
            + "behind a point goes from the smallest to the largest repetition."),
    STARTED("How long work waits", "From ready to started, for each resource: the wait for a worker, for a lock and for a claim. The box is "
            + "the middle half with the median in it, ticks are p95 and "
            + "p99, and the line goes from p5 to the largest. Each of these is the median of all repetitions."),
    FINISHED("How long until it is done", "From ready to finished: the same, with the call and the recording of its outcome."),
    LOST("Claims lost", "Of 100 rows that a worker tried to claim, how many another one had already. This is what a lock, or affinity, is to avoid."),
    CPU("Processor time", "Per resource, of all workers, of PostgreSQL, and of a lock service beside it. Locks in PostgreSQL are in "
            + "PostgreSQL's share."),
    STATEMENTS("Statements", "Per resource, sent to the database by workers and requests, without those that begin and end transactions."),
    ROW_WAITS("Waiting for row locks",
            "Milliseconds per resource that connections waited for a row which another transaction held; from samples every 10 ms, so short "
            + "waits are rough."),
    LOG("Write-ahead log", "Bytes per resource.");

    private final String title;
    private final String text;

    Section(String title, String text) {
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
