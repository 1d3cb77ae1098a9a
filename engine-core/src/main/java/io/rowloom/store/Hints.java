package io.rowloom.store;

/** Tells engines that there may be work. A hint may be lost, doubled or late; nothing depends on it but speed. */
public interface Hints {
    /** Sends a hint to all engines that listen. Never throws. */
    void announce();

    /** Calls {@code onHint} for each hint until closed, from any thread. */
    Subscription listen(Runnable onHint);

    /** Ends the listening when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
