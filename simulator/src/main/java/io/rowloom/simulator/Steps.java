package io.rowloom.simulator;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * The scheduler of a simulation. Every task is a coroutine (a virtual thread that runs only while it has the baton), so exactly one runs at a time and
 * nothing is left to the machine. At each step one of the tasks that can run is picked at random; when none can, time jumps to the next one's.
 */
final class Steps {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Ends a coroutine whose process is gone. Engine code lets it pass: {@link SimulatedTasks#ends}. */
    static final class Gone extends Error {
        Gone() {
            super("the process is gone", null, false, false);
        }
    }

    /** A worker process, or a user. */
    static final class Process {
        final String name;
        private boolean dead;
        private Duration pausedUntil = Duration.ZERO;

        Process(String name) {
            this.name = name;
        }

        boolean dead() {
            return dead;
        }
    }

    /** Something that a coroutine waits for. */
    static final class Condition {
        private boolean raised;
    }

    private final class Coroutine {
        private final String name;
        private final Process process;
        private final Semaphore go = new Semaphore(0);
        private Optional<Condition> waitsFor = Optional.empty();
        private Duration wakeAt = Duration.ZERO;
        private boolean ended;

        Coroutine(String name, Process process, Runnable body) {
            this.name = name;
            this.process = process;
            Thread.ofVirtual().name(name).start(() -> {
                go.acquireUninterruptibly();
                try {
                    if (!process.dead) {
                        body.run();
                    }
                } catch (Gone _) {
                    // as intended
                } catch (Throwable e) {
                    failure = Optional.of(failure.orElse(e));
                } finally {
                    ended = true;
                    baton.release();
                }
            });
        }

        boolean canRun() {
            return process.dead || process.pausedUntil.compareTo(now) <= 0
                    && (waitsFor.isPresent() ? waitsFor.get().raised || wakeAt.compareTo(now) <= 0 : wakeAt.compareTo(now) <= 0);
        }

        Duration canRunAt() {
            return wakeAt.compareTo(process.pausedUntil) > 0 ? wakeAt : process.pausedUntil;
        }
    }

    private final RandomGenerator random;
    private final List<Coroutine> coroutines = new ArrayList<>();
    private final List<Coroutine> runnable = new ArrayList<>();
    private final Semaphore baton = new Semaphore(0);
    private Duration now = Duration.ZERO;
    private Optional<Coroutine> current = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private long count;

    Steps(RandomGenerator random) {
        this.random = random;
    }

    Duration elapsed() {
        return now;
    }

    Instant instant() {
        return START.plus(now);
    }

    long count() {
        return count;
    }

    void start(String name, Process process, Runnable body) {
        coroutines.add(new Coroutine(process.name + ":" + name, process, body));
    }

    Process currentProcess() {
        return current.orElseThrow().process;
    }

    /** Lets others run, here or not. Outside of a coroutine it does nothing: a scenario's own calls are single steps. */
    void yield() {
        if (current.isPresent()) {
            sleep(Duration.ZERO);
        }
    }

    void sleep(Duration time) {
        Coroutine me = current.orElseThrow();
        me.wakeAt = now.plus(time);
        handOver(me);
    }

    void await(Condition condition, Duration atMost) {
        Coroutine me = current.orElseThrow();
        me.waitsFor = Optional.of(condition);
        me.wakeAt = now.plus(atMost.isNegative() ? Duration.ZERO : atMost);
        handOver(me);
        me.waitsFor = Optional.empty();
        condition.raised = false;
    }

    void raise(Condition condition) {
        condition.raised = true;
    }

    private void handOver(Coroutine me) {
        baton.release();
        me.go.acquireUninterruptibly();
        if (me.process.dead) {
            throw new Gone();
        }
    }

    /** The process stops between two steps and never goes on. */
    void kill(Process process) {
        process.dead = true;
    }

    /** The process stands still for a while, with everything it holds. */
    void pause(Process process, Duration time) {
        process.pausedUntil = now.plus(time);
    }

    /**
     * Runs {@code scene}, which calls {@link #step}, on a virtual thread, where a step costs two switches between virtual threads and no wake-up of an
     * operating system thread. What it throws is thrown here.
     */
    void direct(Runnable scene) {
        if (Thread.currentThread().isVirtual()) {
            scene.run();
            return;
        }
        FutureTask<?> task = new FutureTask<>(scene, null);
        Thread.ofVirtual().start(task);
        try {
            task.get();
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a simulation ran", e);
        }
    }

    /** What a step came to. */
    enum Progress {
        /** A task ran. */
        RAN,
        /** Nothing could run now: the time is that of the next task. */
        TIME_PASSED,
        /** Nothing can happen before the horizon. */
        NOTHING_LEFT
    }

    /** Runs one step, or lets time pass up to {@code horizon}. */
    Progress step(Duration horizon) {
        runnable.clear();
        for (Coroutine coroutine : coroutines) {
            if (coroutine.canRun()) {
                runnable.add(coroutine);
            }
        }
        if (runnable.isEmpty()) {
            return passTime(horizon);
        }
        resume(runnable.get(random.nextInt(runnable.size())));
        return Progress.RAN;
    }

    private Progress passTime(Duration horizon) {
        Optional<Duration> next = coroutines.stream().map(Coroutine::canRunAt).min(Comparator.naturalOrder());
        if (next.isEmpty() || next.get().compareTo(horizon) > 0) {
            now = horizon;
            return Progress.NOTHING_LEFT;
        }
        now = next.get();
        return Progress.TIME_PASSED;
    }

    private void resume(Coroutine chosen) {
        count++;
        current = Optional.of(chosen);
        chosen.go.release();
        baton.acquireUninterruptibly();
        current = Optional.empty();
        if (chosen.ended) {
            coroutines.remove(chosen);
        }
        if (failure.isPresent()) {
            throw new IllegalStateException("task " + chosen.name + " failed", failure.get());
        }
    }

    /** Ends all that still runs, so that no virtual thread is left behind. */
    void close() {
        coroutines.forEach(c -> c.process.dead = true);
        direct(() -> {
            while (!coroutines.isEmpty()) {
                resume(coroutines.getFirst());
            }
        });
    }
}
