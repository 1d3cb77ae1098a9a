package io.rowloom.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** What happens to a call of a simulated resource type, at the rates of the {@link Trouble} that there is now. */
final class PluginFaults {
    /** How a call goes. */
    enum Course {
        /** As it should. */
        WELL,
        RETRY_BEFORE,
        RETRY_AFTER,
        FAIL_BEFORE,
        FAIL_AFTER,
        /** The caller is told to try again; the effect happens later. */
        LATE_RETRY,
        /** The caller is told that it failed, effect unknown; the effect happens later. */
        LATE_FAIL,
        /** The effect happens, and later once more. */
        TWICE;

        /** The same without an effect that comes later. */
        Course atOnce() {
            return switch (this) {
                case LATE_RETRY -> RETRY_AFTER;
                case LATE_FAIL -> FAIL_AFTER;
                case TWICE -> WELL;
                case WELL, RETRY_BEFORE, RETRY_AFTER, FAIL_BEFORE, FAIL_AFTER -> this;
            };
        }
    }

    private final Faults faults;
    private final Dice dice;

    PluginFaults(Faults faults, Dice dice) {
        this.faults = faults;
        this.dice = dice;
    }

    /** How one call goes: {@code takes} before and {@code takesAfter} its effect; the effect may come {@code late}, but never so late that a tombstone is gone. */
    record Fate(Course course, Duration takes, Duration takesAfter, Duration late) {
        static final Fate USUAL = new Fate(Course.WELL, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** @param call which one: its resource and action */
    Fate next(String call) {
        Trouble now = faults.now();
        if (now.retries() + now.failures() + now.late() + now.slow() == 0) {
            return Fate.USUAL;
        }
        RandomGenerator random = dice.at(call);
        return new Fate(course(now, random), takes(now, random), takes(now, random), Duration.ofMillis(random.nextInt(30_000)));
    }

    private static Course course(Trouble now, RandomGenerator random) {
        double drawn = random.nextDouble();
        if (drawn < now.retries()) {
            return random.nextBoolean() ? Course.RETRY_BEFORE : Course.RETRY_AFTER;
        }
        if (drawn < now.retries() + now.failures()) {
            return random.nextBoolean() ? Course.FAIL_BEFORE : Course.FAIL_AFTER;
        }
        if (drawn < now.retries() + now.failures() + now.late()) {
            return Course.values()[Course.LATE_RETRY.ordinal() + random.nextInt(3)];
        }
        return Course.WELL;
    }

    private static Duration takes(Trouble now, RandomGenerator random) {
        return Duration.ofMillis(random.nextDouble() < now.slow() ? random.nextInt(12_000) : 0);
    }
}
