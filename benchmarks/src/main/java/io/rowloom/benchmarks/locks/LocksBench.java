package io.rowloom.benchmarks.locks;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.ground.Ground;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goes through a plan, session by session. */
final class LocksBench {
    private final Ground ground;
    private final LockServers servers;
    private final Plan plan;
    private final Optional<String> lockWait;
    private final Optional<Duration> within;
    private final Listener listener;

    /** Who is told how it goes. */
    interface Listener {
        void progress(String text);

        void measured(Measurement measurement) throws IOException;
    }

    /** @param within no session begins that would probably last longer than this */
    LocksBench(Ground ground, LockServers servers, Plan plan, Optional<String> lockWait, Optional<Duration> within, Listener listener) {
        this.ground = ground;
        this.servers = servers;
        this.plan = plan;
        this.lockWait = lockWait;
        this.within = within;
        this.listener = listener;
    }

    /** A service that was of no help is no measurement of that service. */
    private static String doubt(Arm arm, Measurement measured) {
        return arm.mode().asks() && Measure.LOCKS_GRANTED.of(measured) == 0
                ? ", and the lock service granted nothing: that is the figure of a run without locks" : "";
    }

    /** @param begun {@link System#nanoTime}, from which {@code within} counts */
    void run(long begun) throws SQLException, IOException, InterruptedException {
        List<Session> sessions = plan.sessions();
        Forecast forecast = plan.forecast();
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            Duration spent = Duration.ofNanos(System.nanoTime() - begun);
            if (within.isPresent() && !forecast.fits(session.expectedSeconds(plan.scale()), within.get().minus(spent))) {
                listener.progress("the time is over: " + i + " of " + sessions.size() + " sessions were measured");
                return;
            }
            long start = System.nanoTime();
            Duration expected = forecast.left();
            Duration left = within.map(limit -> limit.minus(spent)).filter(limit -> limit.compareTo(expected) < 0).orElse(expected);
            String where = "[" + (i + 1) + "/" + sessions.size() + ", " + Forecast.told(left) + " left] " + session.describe();
            listener.progress(where + ": starting workers …");
            try (Crew crew = new Crew(ground, servers, session, lockWait, plan.scale())) {
                for (Workload workload : session.workloads()) {
                    Measurement measured = crew.measure(workload, plan.scale());
                    listener.measured(measured);
                    listener.progress(where + ", " + workload.label() + ": " + Figures.told(Measure.THROUGHPUT.of(measured)) + " resources/s"
                            + doubt(session.arm(), measured));
                }
            }
            forecast = forecast.after(session.expectedSeconds(plan.scale()), (System.nanoTime() - start) / 1e9);
        }
    }
}
