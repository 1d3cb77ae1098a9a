package io.rowloom.locks;

import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One lock on its way: asked for → granted → released or lost. Its place in {@code places} keeps other local callers out until the end. */
final class Held implements HeldLock {
    private enum State { ASKED, GRANTED, RELEASED, LOST }

    private final LockKey key;
    private final Map<LockKey, Held> places;
    private final LockService service;
    private final Set<LockKey> doubtful;
    private final List<Runnable> onLoss = new ArrayList<>();
    private State state = State.ASKED;

    Held(LockKey key, Map<LockKey, Held> places, LockService service, Set<LockKey> doubtful) {
        this.key = key;
        this.places = places;
        this.service = service;
        this.doubtful = doubtful;
    }

    synchronized void granted() {
        state = State.GRANTED;
        doubtful.remove(key);
    }

    synchronized boolean isGranted() {
        return state == State.GRANTED;
    }

    /** It was not granted, or is given back. */
    void forget() {
        places.remove(key, this);
    }

    /** Perhaps it is still ours at the service: then nobody could have it, so it is to be given back. Without effect unless it is granted. */
    void lose() {
        List<Runnable> actions;
        synchronized (this) {
            if (state != State.GRANTED) {
                return;
            }
            state = State.LOST;
            doubtful.add(key);
            actions = List.copyOf(onLoss);
        }
        places.remove(key, this);
        actions.forEach(Runnable::run);
    }

    @Override
    public LockKey key() {
        return key;
    }

    @Override
    public boolean extend() {
        if (isGranted()) {
            try {
                if (!service.extend(key)) {
                    lose();
                }
            } catch (ServiceException | RuntimeException _) {
                lose();
            }
        }
        return isGranted();
    }

    @Override
    public boolean lost() {
        if (isGranted() && !service.sure(key)) {
            lose();
        }
        synchronized (this) {
            return state == State.LOST;
        }
    }

    @Override
    public void onLoss(Runnable action) {
        synchronized (this) {
            if (state == State.GRANTED) {
                onLoss.add(action);
                return;
            }
        }
        if (lost()) {
            action.run();
        }
    }

    @Override
    public void release() {
        if (leave()) {
            try {
                service.give(key);
            } catch (ServiceException | RuntimeException _) {
                doubtful.add(key);
            } finally {
                forget();
            }
        }
    }

    /** Those that are granted, with one request. */
    static void releaseAll(List<Held> locks, TogetherService service) {
        List<Held> ours = locks.stream().filter(Held::leave).toList();
        if (!ours.isEmpty()) {
            try {
                service.giveAll(ours.stream().map(Held::key).toList());
            } catch (ServiceException | RuntimeException _) {
                ours.forEach(lock -> lock.doubtful.add(lock.key));
            } finally {
                ours.forEach(Held::forget);
            }
        }
    }

    /** False unless it is granted. */
    private synchronized boolean leave() {
        boolean granted = state == State.GRANTED;
        state = granted ? State.RELEASED : state;
        return granted;
    }
}
