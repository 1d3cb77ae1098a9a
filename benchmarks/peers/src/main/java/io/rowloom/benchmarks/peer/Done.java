package io.rowloom.benchmarks.peer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The job itself: does nothing, and remembers how often, and when it did so first. Static, because some schedulers make their jobs themselves. */
final class Done {
    private static final LongAdder COUNT = new LongAdder();
    private static final AtomicLong FIRST = new AtomicLong();

    private Done() {}

    static void one() {
        COUNT.increment();
        if (FIRST.get() == 0) {
            FIRST.compareAndSet(0, System.currentTimeMillis());
        }
    }

    /** How many since the last time that somebody asked, and when the first was, in milliseconds of the epoch; 0: none was. */
    static String take() {
        return COUNT.sumThenReset() + " " + FIRST.getAndSet(0);
    }
}
