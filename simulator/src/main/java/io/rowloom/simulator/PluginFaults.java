package io.rowloom.simulator;

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
        TWICE
    }

    private final Faults faults;
    private final RandomGenerator random;

    PluginFaults(Faults faults, RandomGenerator random) {
        this.faults = faults;
        this.random = random;
    }

    Course next() {
        Trouble now = faults.now();
        if (now.retries() + now.failures() + now.late() == 0) {
            return Course.WELL;
        }
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

    /** Milliseconds that a call takes. */
    int takes() {
        double slow = faults.now().slow();
        return slow > 0 && random.nextDouble() < slow ? random.nextInt(12_000) : 0;
    }

    /** Milliseconds until a late effect: never as long as tombstones are kept. */
    int late() {
        return random.nextInt(30_000);
    }
}
