package io.rowloom.worker;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How an engine does things side by side and how it waits. Everything that takes time goes through here, so that a simulation can run an engine, unchanged,
 * on virtual time, one step after the other.
 */
public interface Tasks {
    /** Runs {@code task} beside the caller. It may block. */
    void start(String name, Runnable task);

    /** The same, for one that lasts as long as an engine, and asks the database again and again. */
    default void startLasting(String name, Runnable task) {
        start(name, task);
    }

    Signal signal();

    /** Wall clock, for what people and plugins see. */
    InstantSource clock();

    /** Time that never jumps, from an arbitrary start: for leases and delays. */
    Duration elapsed();

    /**
     * Whether {@code thrown} is how a task of this kind is ended from outside, as a simulation ends those of a process that it kills. Who catches everything
     * throws such a one on; nothing else ends a task.
     */
    boolean ends(Throwable thrown);

    /** Lets the calling task wait. Ends early with an {@link InterruptedException} when the task is interrupted. */
    void pause(Duration time) throws InterruptedException;

    /** Remembers one raise until somebody awaits it; further ones are the same raise. */
    interface Signal {
        void raise();

        /** Returns when raised, or when the time is over. */
        void await(Duration atMost) throws InterruptedException;
    }
}
