package io.rowloom.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Each task is a virtual thread, but for those that last: an answer of the database wakes a virtual thread by way of two others, a platform thread at once. Time is real.
 */
public final class VirtualThreadTasks implements Tasks {
    private final long start = System.nanoTime();

    @Override
    public void start(String name, Runnable task) {
        Thread.ofVirtual().name(name).start(task);
    }

    @Override
    public void startLasting(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    @Override
    public Signal signal() {
        return new PermitSignal();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public boolean ends(Throwable thrown) {
        return false;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    private static final class PermitSignal implements Signal {
        private final Semaphore raised = new Semaphore(0);

        @Override
        public void raise() {
            if (raised.availablePermits() == 0) {
                raised.release();
            }
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
            if (raised.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
                raised.drainPermits();
            }
        }
    }
}
