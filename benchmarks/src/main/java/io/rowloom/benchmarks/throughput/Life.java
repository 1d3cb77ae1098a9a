package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.gauge.EventRows;
import io.rowloom.benchmarks.gauge.Quantiles;
import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.gauge.Timeline;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.template.TemplateInput;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The stacks of one workload from their creation to their end, phase by phase. */
final class Life {
    /** Between two stacks of {@link Shape#ONE}, milliseconds: the workers have nothing to do then, and their regular looks do not fall on the same moment. */
    private static final int LEAST_IDLE = 10;
    private static final int MOST_IDLE = 40;
    /** Of a user who waits for his stack, milliseconds. */
    private static final int BETWEEN_LOOKS = 10;
    private static final String TENANT = "benchmark";
    private static final Quantiles NONE = Quantiles.of(new double[0]);

    private final Staff staff;
    private final Job job;
    private final Layout layout;
    private final Temperature temperature;
    private final Extent extent;
    private final Sender sender;

    /**
     * How much of it.
     *
     * @param storm updates in {@link Phase#RETARGET}
     * @param samples stacks of {@link Shape#ONE}
     * @param leavingRows whether what is done with stays in the tables
     */
    record Extent(int storm, int samples, Effort effort, boolean leavingRows) {}

    /**
     * Before what is measured warm.
     *
     * @param size of its stacks
     * @param rounds at most
     * @param rehearsed resources at most of a workload that is done some times before it is measured; 0: it is not done before
     */
    record Effort(int size, int rounds, int rehearsed) {}

    /** Who gets what was measured. */
    interface Listener {
        /**
         * Right before what is measured begins.
         *
         * @param workers their processes
         */
        default void begins(List<Long> workers) throws SQLException, IOException {}

        void measured(Measurement measurement) throws SQLException, IOException;
    }

    Life(Staff staff, Job job, Temperature temperature, Extent extent) {
        this.staff = staff;
        this.job = job;
        this.layout = job.layout();
        this.temperature = temperature;
        this.extent = extent;
        this.sender = staff.sender(layout.stacks(), TENANT);
    }

    /** Runs what is wanted, and what is needed for it, and leaves no stack behind. */
    void run(int round, List<Phase> wanted, Listener listener) throws SQLException, IOException, InterruptedException {
        if (!extent.leavingRows()) {
            staff.ground().gauges().clear();
        }
        if (job.shape().ofLatency()) {
            listener.begins(staff.pids());
            listener.measured(job.shape() == Shape.ONE ? latency(round) : newcomer(round));
        } else {
            for (Phase phase : Phase.values()) {
                boolean asked = wanted.contains(phase);
                if (asked) {
                    listener.begins(staff.pids());
                    listener.measured(measure(round, phase));
                } else if (phase.isNeeded()) {
                    measure(round, phase);
                }
            }
        }
        staff.ground().store().stacks().settle(Duration.ZERO);
    }

    private Measurement measure(int round, Phase phase) throws SQLException, IOException, InterruptedException {
        int before = sender.traversal();
        Reading begun = staff.begin();
        long start = System.nanoTime();
        int overtaken = request(phase);
        staff.eyes().await(Eyes.Standing::ended, Eyes.Gaze.SPARING, staff::check);
        double seconds = (System.nanoTime() - start) / 1e9;
        Staff.Spent spent = staff.end(begun);
        Timeline timeline = timeline(phase, before + 1);
        if (timeline.actions() < phase.leastActions(layout)) {
            throw new IllegalStateException(job.shape() + " of " + layout.resources() + ", " + phase + ": only " + timeline.actions() + " actions");
        }
        return new Measurement(now(), round, cell(phase), layout.resources(), timeline.actions(), seconds, NONE,
                phase == Phase.REPLACE_ALL || phase == Phase.RETARGET ? NONE : Quantiles.of(timeline.started()), Quantiles.of(timeline.acted()), overtaken,
                spent.counters(), spent.metrics(), spent.processes());
    }

    private Cell cell(Phase phase) {
        return new Cell(job.shape(), job.shape() == Shape.ONE ? 1 : job.size(), job.action(), staff.count(), temperature, phase);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Timeline timeline(Phase phase, int since) throws SQLException {
        Map<String, List<String>> order = phase == Phase.DELETE ? layout.requiredBy() : phase == Phase.UPDATE_ONE ? Map.of() : layout.requires();
        return Timeline.of(EventRows.events(staff.eyes().connection(), sender.ids(), since), EventRows.rows(staff.eyes().connection(), sender.ids()), order,
                phase != Phase.CREATE);
    }

    /** Sends what the phase is about. Answers how many updates overtook one that was under way. */
    private int request(Phase phase) throws SQLException, IOException, InterruptedException {
        switch (phase) {
            case CREATE -> sender.create(template("one", "one", "first"));
            case NO_CHANGE -> sender.update(template("one", "one", "first"));
            case UPDATE_ONE -> sender.update(template("two", "one", "first"));
            case UPDATE_ALL -> sender.update(template("three", "three", "first"));
            case REPLACE_ALL -> sender.update(template("three", "three", "second"));
            case RETARGET -> {
                return storm();
            }
            case DELETE -> sender.delete();
        }
        return 0;
    }

    private TemplateInput template(String first, String others, String copy) {
        return job.template(layout, first, others, copy);
    }

    /** Each update when a tenth of the one before is done, or all of it before that was seen. */
    private int storm() throws SQLException, IOException, InterruptedException {
        int overtaken = 0;
        int enough = layout.resources() - layout.resources() / 10;
        for (int i = 1; i <= extent.storm(); i++) {
            if (i > 1 && !staff.eyes().await(s -> s.ended() || s.unplanned() == 0 && s.pending() <= enough, Eyes.Gaze.SPARING, staff::check).ended()) {
                overtaken++;
            }
            sender.update(template("target" + i, "target" + i, "second"));
        }
        return overtaken;
    }

    /** As a user sees it who waits for his stack. */
    private Measurement newcomer(int round) throws SQLException, IOException, InterruptedException {
        Sender late = staff.sender(1, "newcomer");
        StackId stack = late.only();
        Reading begun = staff.begin();
        long start = System.nanoTime();
        sender.create(template("one", "one", "first"));
        long sent = System.nanoTime();
        late.create(template("one", "one", "first"));
        while (staff.ground().store().stacks().find(stack).filter(Stack::inProgress).isPresent()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        double millis = (System.nanoTime() - sent) / 1e6;
        staff.eyes().await(Eyes.Standing::ended, Eyes.Gaze.SPARING, staff::check);
        double seconds = (System.nanoTime() - start) / 1e9;
        Staff.Spent spent = staff.end(begun);
        late.delete();
        sender.delete();
        staff.eyes().await(Eyes.Standing::ended, Eyes.Gaze.SPARING, staff::check);
        return new Measurement(now(), round, cell(Phase.CREATE), layout.resources(), layout.resources(), seconds, Quantiles.of(new double[] {millis}), NONE, NONE, 0, spent.counters(), spent.metrics(),
                spent.processes());
    }

    private Measurement latency(int round) throws SQLException, IOException, InterruptedException {
        double[] millis = new double[extent.samples()];
        Reading begun = staff.begin();
        long start = System.nanoTime();
        for (int i = 0; i < millis.length; i++) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_IDLE, MOST_IDLE));
            Sender one = staff.sender(1, TENANT);
            long sent = System.nanoTime();
            one.create(template("one", "one", "first"));
            staff.eyes().await(Eyes.Standing::ended, Eyes.Gaze.SHARP, staff::check);
            millis[i] = (System.nanoTime() - sent) / 1e6;
            one.delete();
            staff.eyes().await(Eyes.Standing::ended, Eyes.Gaze.SPARING, staff::check);
            staff.ground().store().stacks().settle(Duration.ZERO);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Staff.Spent spent = staff.end(begun);
        return new Measurement(now(), round, cell(Phase.CREATE), millis.length, millis.length, seconds, Quantiles.of(millis), NONE, NONE, 0, spent.counters(), spent.metrics(),
                spent.processes());
    }
}
