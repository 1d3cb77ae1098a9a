package io.rowloom.store;

import io.rowloom.engine.EngineId;

/** Tells engines that there may be work, or that somebody misses one. A hint may be lost, doubled or late; nothing depends on it but speed. */
public interface Hints {
    /** Sends a hint to all engines that listen. Never throws. */
    void announce(Hint hint);

    /** Asks an engine to renew its lease at once, since somebody misses it. Never throws. */
    void askToRenew(EngineId engine);

    /** Calls {@code listener} for each hint until closed, from any thread. */
    Subscription listen(Listener listener);

    /** Who hears hints. Returns soon. */
    interface Listener {
        /** There may be work. */
        void work(Hint hint);

        /** That engine should renew its lease. */
        default void renew(EngineId engine) {}

        /** For a while nothing could be heard: anything may have been said. */
        default void missedSome() {}
    }

    /** Ends the listening when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
