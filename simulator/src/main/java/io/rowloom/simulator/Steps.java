package io.rowloom.simulator;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The scheduler of a simulation. Every task is a coroutine (a virtual thread that runs only while it has the baton), so exactly one runs at a time and
 * nothing is left to the machine. At each step one of the tasks that can run is picked at random; when none can, time jumps to the next one's. Who ends
 * its step picks the next one and hands the baton over directly, or keeps it; only at the end of a {@link #run} it goes back to who called that.
 */
final class Steps {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NEVER = Long.MAX_VALUE;

    /** Ends a coroutine whose process is gone. Engine code lets it pass: {@link SimulatedTasks#ends}. */
    static final class Gone extends Error {
        Gone() {
            super("the process is gone", null, false, false);
        }
    }

    /** A worker process, or the network. */
    static final class Process {
        final String name;
        private boolean dead;
        private long pausedUntil;

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
        private final Process process;
        private final Semaphore go = new Semaphore(0);
        private Optional<Condition> waitsFor = Optional.empty();
        private long wakeAt;

        Coroutine(String name, Process process, Runnable body) {
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
                    fail(new IllegalStateException("task " + name + " failed", e));
                } finally {
                    coroutines.remove(this);
                    next(Progress.RAN).release();
                }
            });
        }

        boolean canRun() {
            return process.dead || process.pausedUntil <= now && (wakeAt <= now || waitsFor.isPresent() && waitsFor.get().raised);
        }

        long canRunAt() {
            return Math.max(wakeAt, process.pausedUntil);
        }
    }

    private record Blow(long step, Consumer<Process> what) {}

    private final RandomGenerator random;
    private final List<Coroutine> coroutines = new ArrayList<>();
    private final List<Coroutine> runnable = new ArrayList<>();
    private final Semaphore baton = new Semaphore(0);
    /** In nanoseconds since the start, as all times here. */
    private long now;
    private long horizon;
    private Predicate<Progress> enough = _ -> true;
    private Optional<Coroutine> current = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private Optional<Blow> blow = Optional.empty();
    private long count;

    Steps(RandomGenerator random) {
        this.random = random;
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    Instant instant() {
        return START.plusNanos(now);
    }

    long count() {
        return count;
    }

    void start(String name, Process process, Runnable body) {
        coroutines.add(new Coroutine(process.name + ":" + name, process, body));
    }

    /** Empty for a scenario's own calls. */
    Optional<Process> currentProcess() {
        return current.map(c -> c.process);
    }

    /** Lets others run, here or not. Outside of a coroutine it does nothing: a scenario's own calls are single steps. */
    void yield() {
        if (current.isPresent()) {
            sleep(Duration.ZERO);
        }
    }

    void sleep(Duration time) {
        Coroutine me = current.orElseThrow();
        me.wakeAt = now + time.toNanos();
        handOver(me);
    }

    void await(Condition condition, Duration atMost) {
        Coroutine me = current.orElseThrow();
        me.waitsFor = Optional.of(condition);
        me.wakeAt = now + Math.max(0, atMost.toNanos());
        handOver(me);
        me.waitsFor = Optional.empty();
        condition.raised = false;
    }

    void raise(Condition condition) {
        condition.raised = true;
    }

    private void handOver(Coroutine me) {
        Semaphore next = next(Progress.RAN);
        if (next != me.go) {
            next.release();
            me.go.acquireUninterruptibly();
        }
        if (me.process.dead) {
            throw new Gone();
        }
    }

    /** Right after the step of that number, {@code what} happens to the process that took it. There is one such blow at most. */
    void strikeAt(long step, Consumer<Process> what) {
        blow = Optional.of(new Blow(step, what));
    }

    /** The process stops between two steps and never goes on. */
    void kill(Process process) {
        process.dead = true;
    }

    /** The process stands still for a while, with everything it holds. */
    void pause(Process process, Duration time) {
        process.pausedUntil = now + time.toNanos();
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

    /**
     * Lets steps happen until it is enough, which is asked after each step, or nothing can happen before the horizon. What a task or the question throws
     * is thrown here. On a virtual thread a step costs one switch between virtual threads at most, and no wake-up of an operating system thread.
     */
    void run(Duration until, Predicate<Progress> isEnough) {
        direct(() -> {
            horizon = until.toNanos();
            enough = isEnough;
            Semaphore first = pick();
            if (first != baton) {
                first.release();
                baton.acquireUninterruptibly();
            }
            current = Optional.empty();
            failure.ifPresent(Throwables::throwIfUnchecked);
        });
    }

    private static void direct(Runnable scene) {
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

    /** Where the baton goes after a step. */
    private Semaphore next(Progress progress) {
        blow.filter(b -> b.step() == count).ifPresent(b -> {
            blow = Optional.empty();
            current.ifPresent(struck -> b.what().accept(struck.process));
        });
        return isEnough(progress) ? baton : pick();
    }

    private Semaphore pick() {
        while (true) {
            runnable.clear();
            for (Coroutine coroutine : coroutines) {
                if (coroutine.canRun()) {
                    runnable.add(coroutine);
                }
            }
            if (!runnable.isEmpty()) {
                Coroutine chosen = runnable.get(random.nextInt(runnable.size()));
                count++;
                current = Optional.of(chosen);
                return chosen.go;
            }
            Progress progress = passTime();
            if (isEnough(progress) || progress == Progress.NOTHING_LEFT) {
                return baton;
            }
        }
    }

    private boolean isEnough(Progress progress) {
        current = Optional.empty();
        try {
            return failure.isPresent() || enough.test(progress);
        } catch (RuntimeException | Error e) {
            fail(e);
            return true;
        }
    }

    private void fail(Throwable e) {
        failure = Optional.of(failure.orElse(e));
    }

    /** Where no task is left at all, time stands still. */
    private Progress passTime() {
        long next = NEVER;
        for (Coroutine coroutine : coroutines) {
            next = Math.min(next, coroutine.canRunAt());
        }
        if (next > horizon) {
            now = next == NEVER ? now : Math.max(now, horizon);
            return Progress.NOTHING_LEFT;
        }
        now = next;
        return Progress.TIME_PASSED;
    }

    /** Lets time pass in which nothing happens. */
    void pass(Duration until) {
        now = Math.max(now, until.toNanos());
    }

    /** Ends all that still runs, so that no virtual thread is left behind. */
    void close() {
        direct(() -> {
            enough = _ -> true;
            while (!coroutines.isEmpty()) {
                Coroutine first = coroutines.getFirst();
                first.process.dead = true;
                current = Optional.of(first);
                first.go.release();
                baton.acquireUninterruptibly();
            }
        });
    }
}
