package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.limit.Kind;
import io.rowloom.benchmarks.limit.LimitBench;
import io.rowloom.benchmarks.limit.LimitMeasurement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goes through a plan, session by session. */
final class Bench {
    private static final List<Shape> WARM_UP = List.of(Shape.WIDE, Shape.LAYERED, Shape.CHAIN, Shape.STACKS);
    private static final int LIMIT_WARM_UP_ROUNDS = 2;
    private static final int LIMIT_WARM_UP_SIZE = 200;
    private static final int REHEARSALS = 5;

    private final Ground ground;
    private final Plan plan;
    private final Optional<LimitBench> limit;
    private final Optional<Duration> within;
    private final Listener listener;
    private Forecast forecast;
    private boolean anything;

    /** Who is told how it goes. */
    interface Listener extends Life.Listener {
        void progress(String text);

        void measured(LimitMeasurement measurement) throws IOException;
    }

    /**
     * @param limit what makes the same stacks after each workload
     * @param within no session and no job begins that would probably last longer than this, but for the first
     */
    Bench(Ground ground, Plan plan, Optional<LimitBench> limit, Optional<Duration> within, Listener listener) {
        this.ground = ground;
        this.plan = plan;
        this.limit = limit;
        this.within = within;
        this.listener = listener;
        this.forecast = plan.forecast();
    }

    /** @param begun {@link System#nanoTime}, from which {@code within} counts */
    void run(long begun) throws SQLException, IOException, InterruptedException {
        List<Session> sessions = plan.sessions();
        if (limit.isPresent()) {
            listener.progress("warming up the limit …");
            limit.get().warmUp(List.of(Kind.values()), LIMIT_WARM_UP_SIZE, LIMIT_WARM_UP_ROUNDS);
        }
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            if (late(begun, session.expectedStart() + plan.expectedSeconds(session.jobs().getFirst())) || !run(session, begun, (i + 1) + "/" + sessions.size())) {
                listener.progress("the time is over in session " + (i + 1) + " of " + sessions.size());
                return;
            }
        }
    }

    private boolean late(long begun, double expected) {
        return anything && within.isPresent() && !forecast.fits(expected, within.get().minusNanos(System.nanoTime() - begun));
    }

    private boolean run(Session session, long begun, String number) throws SQLException, IOException, InterruptedException {
        long start = System.nanoTime();
        listener.progress(where(session, number) + ": starting " + (session.temperature() == Temperature.WARM ? "and warming up …" : "…"));
        try (Staff staff = new Staff(ground, session.workers())) {
            if (session.temperature() == Temperature.WARM) {
                warmUp(staff, session.jobs().getFirst());
            }
            start = done(session.expectedStart(), start);
            for (Job job : session.jobs()) {
                if (late(begun, plan.expectedSeconds(job))) {
                    return false;
                }
                if (session.temperature() == Temperature.WARM) {
                    rehearse(staff, job);
                }
                new Life(staff, job, session.temperature(), plan.extent()).run(session.round(), plan.phases(), telling(session, number));
                if (limit.isPresent() && !job.shape().ofLatency() && job.action() == Action.NO_OP) {
                    measureLimit(limit.get(), session.round(), job, where(session, number));
                }
                anything = true;
                start = done(plan.expectedSeconds(job), start);
            }
        }
        return true;
    }

    private Life.Listener telling(Session session, String number) {
        return new Life.Listener() {
            @Override
            public void begins(List<Long> workers) throws SQLException, IOException {
                listener.begins(workers);
            }

            @Override
            public void measured(Measurement measurement) throws SQLException, IOException {
                listener.measured(measurement);
                listener.progress(where(session, number) + ", " + told(measurement));
            }
        };
    }

    private void measureLimit(LimitBench bench, int round, Job job, String where) throws SQLException, IOException, InterruptedException {
        for (Kind kind : Kind.values()) {
            LimitMeasurement measured = bench.run(round, kind, job);
            listener.measured(measured);
            listener.progress(where + ", limit " + Words.of(kind) + " " + Words.of(job.shape()) + " " + measured.resources() + ": " + Figures.told(measured.perSecond())
                    + " resources/s");
        }
    }

    /** Answers when. */
    private long done(double expected, long start) {
        long now = System.nanoTime();
        forecast = forecast.after(expected, (now - start) / 1e9);
        return now;
    }

    private String where(Session session, String number) {
        return "[" + number + ", " + Forecast.told(forecast.left()) + " left] " + session.describe();
    }

    private void warmUp(Staff staff, Job like) throws SQLException, IOException, InterruptedException {
        Life.Effort effort = plan.extent().effort();
        int rounds = staff.warmUp(effort.rounds(), () -> {
            for (Shape shape : WARM_UP) {
                Job job = new Job(shape, effort.size(), Action.NO_OP, like.seed(), 0);
                List<Phase> phases = shape == Shape.STACKS ? List.of(Phase.UPDATE_ALL, Phase.REPLACE_ALL) : List.of(Phase.UPDATE_ALL);
                new Life(staff, job, Temperature.COLD, plan.extent()).run(0, phases, _ -> {});
            }
        });
        listener.progress("warm after " + rounds + (rounds == 1 ? " round" : " rounds"));
    }

    /**
     * What workers and client do with one large stack they do for the first time otherwise, and compile it while they are measured. It is made and deleted some times, since each
     * time one of the workers plans it.
     */
    private void rehearse(Staff staff, Job job) throws SQLException, IOException, InterruptedException {
        Job rehearsed = new Job(job.shape(), Math.min(job.size(), plan.extent().effort().rehearsed()), Action.NO_OP, job.seed(), 0);
        if (rehearsed.size() == 0 || job.shape().ofLatency()) {
            return;
        }
        for (int i = 0; i < REHEARSALS; i++) {
            List<Phase> phases = i == 0 ? plan.phases() : List.of(Phase.CREATE, Phase.DELETE);
            new Life(staff, rehearsed, Temperature.WARM, plan.extent()).run(0, phases, _ -> {});
        }
        if (limit.isPresent() && job.action() == Action.NO_OP) {
            for (Kind kind : Kind.values()) {
                limit.get().run(0, kind, rehearsed);
            }
        }
        staff.rest();
    }

    private static String told(Measurement m) {
        String shape = Words.of(m.cell().shape());
        return m.cell().shape().ofLatency() ? shape + ": p50 " + Figures.told(m.latency().p50()) + " ms, p99 " + Figures.told(m.latency().p99()) + " ms"
                : shape + " " + m.resources() + " " + Words.of(m.cell().action()) + " " + Words.of(m.cell().phase()) + ": " + Figures.told(m.perSecond()) + " resources/s";
    }
}
