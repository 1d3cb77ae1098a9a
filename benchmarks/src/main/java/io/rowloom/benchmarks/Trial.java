package io.rowloom.benchmarks;

import io.rowloom.benchmarks.Probe.Reading;
import io.rowloom.benchmarks.Probe.Standing;
import io.rowloom.benchmarks.gauge.StatementCalls;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.template.Target;
import io.rowloom.template.Templates;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of one stack, request by request, each measured. */
final class Trial {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Bed bed;
    private final Shape shape;
    private final int size;
    private final Pace pace;
    private final StackId id = StackId.create(Clock.systemUTC(), new SecureRandom());
    private Counts idlePerSecond = Counts.each(_ -> 0);

    /**
     * How long to look at what is not the work itself.
     *
     * @param idle window in which the background is measured; zero: it is not
     * @param settle at most so long for the connections to report their counters; less than 10 s may lose some
     */
    record Pace(Duration idle, Duration settle) {
        static final Pace STANDARD = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(12));
        static final Pace WARM_UP = new Pace(Duration.ZERO, Duration.ZERO);

        /** How long the waits of a whole trial can last, in which nothing is done: before it, after each phase that is measured, and for the background. */
        Duration longest(int phases) {
            return settle.multipliedBy(phases + 2L).plus(idle);
        }
    }

    /** Who is told how it goes. */
    interface Listener {
        /** What has just happened, or is waited for now; for people. */
        default void progress(String text) {}

        void measured(Sample sample);
    }

    private record Window(Reading begin, Reading end, Reading settled) {
        Counts difference() {
            return Counts.each(metric -> (metric.late() ? settled : end).counts().of(metric) - begin.counts().of(metric));
        }

        double seconds(Metric metric) {
            return ((metric.late() ? settled : end).nanos() - begin.nanos()) / 1e9;
        }
    }

    Trial(Bed bed, Shape shape, int size, Pace pace) {
        this.bed = bed;
        this.shape = shape;
        this.size = size;
        this.pace = pace;
    }

    /**
     * Runs all phases, which leaves no stack behind. {@code wanted} says whose samples are handed on. What was done before, by the warm-up or the last trial, is waited for
     * first: reported later, it would count as work of this one.
     */
    void run(List<Phase> wanted, Listener listener) throws SQLException, IOException, InterruptedException {
        settle(pace);
        bed.probe().clear();
        for (Phase phase : Phase.values()) {
            boolean needed = wanted.contains(phase);
            if (needed || phase == Phase.CREATE || phase == Phase.DELETE) {
                Sample sample = measure(phase, needed ? pace : Pace.WARM_UP, listener);
                if (needed) {
                    listener.measured(sample);
                }
            }
        }
    }

    private Sample measure(Phase phase, Pace with, Listener listener) throws SQLException, IOException, InterruptedException {
        Optional<Target> target = phase == Phase.DELETE ? Optional.empty()
                : Optional.of(Templates.accept(shape.template(size, phase == Phase.CREATE ? "one" : "two"), bed.types()));
        Reading begin = bed.read();
        long sent = System.nanoTime();
        await(accepted(send(phase, target)));
        Duration wall = Duration.ofNanos(System.nanoTime() - sent);
        listener.progress(phase + " took " + Figures.told(wall.toNanos() / 1e9) + " s" + waiting(with));
        Window window = window(begin, with);
        if (phase == Phase.CREATE && with.idle().isPositive()) {
            listener.progress("looking for " + with.idle().toSeconds() + " s at what idle workers do" + waiting(with));
            idlePerSecond = idle(with);
        }
        Counts background = Counts.each(metric -> idlePerSecond.of(metric) * window.seconds(metric));
        Counts inWall = Counts.each(metric -> idlePerSecond.of(metric) * wall.toNanos() / 1e9);
        return new Sample(bed.workers(), shape, size, phase, wall, window.difference().minus(background), inWall, statements(window));
    }

    private static String waiting(Pace with) {
        return with.settle().isZero() ? "" : "; up to " + with.settle().toSeconds() + " s until the server has all counters …";
    }

    private static List<StatementCalls> statements(Window window) {
        return StatementCalls.growth(window.begin().statements(), window.end().statements()).stream()
                .sorted(Comparator.comparingLong(StatementCalls::calls).reversed()).toList();
    }

    private Window window(Reading begin, Pace with) throws SQLException, InterruptedException {
        Reading end = bed.read();
        settle(with);
        return new Window(begin, end, with.settle().isZero() ? end : bed.read());
    }

    private void settle(Pace with) throws SQLException, InterruptedException {
        var then = bed.probe().now();
        long deadline = System.nanoTime() + with.settle().toNanos();
        boolean asked = false;
        while (System.nanoTime() < deadline && !bed.probe().reported(then)) {
            Thread.sleep(Duration.ofMillis(100));
            if (!asked && deadline - System.nanoTime() < with.settle().minusMillis(1_200).toNanos()) {
                bed.store().stacks().find(id); // the client's own connection reports now
                asked = true;
            }
        }
    }

    private Counts idle(Pace with) throws SQLException, InterruptedException {
        Reading begin = bed.read();
        Thread.sleep(with.idle());
        Window window = window(begin, with);
        Counts difference = window.difference();
        return Counts.each(metric -> difference.of(metric) / window.seconds(metric));
    }

    private SubmitResult send(Phase phase, Optional<Target> target) {
        var store = bed.store();
        UUID request = UUID.randomUUID();
        SubmitResult result = phase == Phase.CREATE
                ? store.stacks().create(new NewStack(id, "benchmark", "s" + id, request, target.orElseThrow(), OnFailure.STOP, Optional.empty()))
                : store.stacks().submit(id, store.stacks().find(id).map(Stack::traversal).orElseThrow(),
                        Request.of(request, target.map(store.targets()::store).<Request.Goal>map(Request.Goal.Update::new).orElseGet(Request.Goal.Delete::new)));
        store.hints().announce(Hint.REQUESTS);
        return result;
    }

    private static SubmitResult.Accepted accepted(SubmitResult result) {
        if (result instanceof SubmitResult.Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("the request was not accepted: " + result);
    }

    private void await(SubmitResult.Accepted accepted) throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Standing standing = bed.probe().standing(id);
        while (standing.traversal() == accepted.traversal() && standing.status().equals("IN_PROGRESS")) {
            Thread.sleep(LOOK_EVERY);
            bed.checkWorkers();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("stack " + id + " is not done after " + LONGEST.toSeconds() + " s");
            }
            standing = bed.probe().standing(id);
        }
        if (standing.traversal() != accepted.traversal() || !standing.status().equals("COMPLETE")) {
            throw new IllegalStateException("stack " + id + " did not complete: " + standing);
        }
    }
}
