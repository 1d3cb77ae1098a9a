package io.rowloom.benchmarks.locks;

import java.time.Duration;
import java.util.List;

/** How long the rest takes: what was expected of it, times how wrong expectations were so far. Immutable. */
record Forecast(double expectedDone, double expectedLeft, double spent) {
    /** The first expectation counts as much as so many seconds of experience. */
    private static final double TRUST = 10;

    static Forecast of(List<Session> sessions, double scale) {
        return new Forecast(0, sessions.stream().mapToDouble(session -> session.expectedSeconds(scale)).sum(), 0);
    }

    Forecast after(Session session, double scale, double seconds) {
        double expected = session.expectedSeconds(scale);
        return new Forecast(expectedDone + expected, Math.max(0, expectedLeft - expected), spent + seconds);
    }

    private double factor() {
        return (spent + TRUST) / (expectedDone + TRUST);
    }

    Duration left() {
        return Duration.ofMillis(Math.round(expectedLeft * factor() * 1_000));
    }

    /** Whether a session that begins now will probably be over in time. */
    boolean fits(Session session, double scale, Duration remaining) {
        return session.expectedSeconds(scale) * factor() <= remaining.toMillis() / 1e3;
    }

    /** For people: {@code 45 s}, {@code 12 min}, {@code 3 h 05 min}. */
    static String told(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + "%02d min".formatted(minutes % 60);
    }
}
