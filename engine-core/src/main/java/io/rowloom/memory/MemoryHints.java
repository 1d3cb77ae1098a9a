package io.rowloom.memory;

import io.rowloom.engine.EngineId;
import io.rowloom.store.Hint;
import io.rowloom.store.Hints;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hints within one process, delivered at once on the caller's thread. */
final class MemoryHints implements Hints {
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void announce(Hint hint) {
        listeners.forEach(each -> each.listener().work(hint));
    }

    @Override
    public void askToRenew(EngineId engine) {
        listeners.forEach(each -> each.listener().renew(engine));
    }

    @Override
    public Subscription listen(Listener listener) {
        Listening own = new Listening(listener);
        listeners.add(own);
        return () -> listeners.removeIf(other -> other == own);
    }

    /** By identity: the same listener may listen twice. */
    private record Listening(Listener listener) {}
}
