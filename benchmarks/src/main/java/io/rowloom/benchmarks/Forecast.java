package io.rowloom.benchmarks;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** How long the rest takes: what was expected of it, times how wrong expectations were so far. Immutable. */
public record Forecast(double expectedDone, double expectedLeft, double spent) {
    /** The first expectation counts as much as so many seconds of experience. */
    private static final double TRUST = 10;

    /** @param expected seconds of everything that is to be done; only the proportions matter once something has been done */
    public static Forecast of(DoubleStream expected) {
        return new Forecast(0, expected.sum(), 0);
    }

    /** A part of it, which took that long. */
    public Forecast after(double expected, double seconds) {
        return new Forecast(expectedDone + expected, Math.max(0, expectedLeft - expected), spent + seconds);
    }

    private double factor() {
        return (spent + TRUST) / (expectedDone + TRUST);
    }

    public Duration left() {
        return Duration.ofMillis(Math.round(expectedLeft * factor() * 1_000));
    }

    /** Whether a part that begins now will probably be over in time. */
    public boolean fits(double expected, Duration remaining) {
        return expected * factor() <= remaining.toMillis() / 1e3;
    }

    /** For people: {@code 45 s}, {@code 12 min}, {@code 3 h 05 min}. */
    public static String told(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + "%02d min".formatted(minutes % 60);
    }
}
