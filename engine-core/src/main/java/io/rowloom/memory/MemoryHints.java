package io.rowloom.memory;

import io.rowloom.store.Hints;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hints within one process, delivered at once on the caller's thread. */
final class MemoryHints implements Hints {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void announce() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Subscription listen(Runnable onHint) {
        Runnable own = onHint::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }
}
