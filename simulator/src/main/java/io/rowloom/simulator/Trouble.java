package io.rowloom.simulator;

/**
 * How often what goes wrong, as rates from 0 to 1.
 *
 * @param lost store calls, and answers of store calls, that are lost: the worker is told that the store cannot be reached
 * @param rerun answers that are lost on the way and asked for again at once, as the store on a database does after a lost answer or a conflict
 * @param hints hints that nobody hears
 * @param retries calls of resource types that fail for a while, before or after their effect
 * @param failures calls that fail for good, with or without an effect, known or unknown
 * @param late calls whose effect happens long after they were given up, or once more long after it happened
 * @param slow calls that take seconds
 */
public record Trouble(double lost, double rerun, double hints, double retries, double failures, double late, double slow) {
    public static final Trouble NONE = new Trouble(0, 0, 0, 0, 0, 0, 0);

    /** Of the store and of resource types, as rates; while calls are lost, half of the hints are, too. */
    public static Trouble of(double storeLoss, double pluginFailures) {
        return new Trouble(storeLoss, 0, storeLoss > 0 ? 0.5 : 0, pluginFailures, 0, 0, 0);
    }

    @Override
    public String toString() {
        return equals(NONE) ? "none" : (text("lost", lost) + text("rerun", rerun) + text("hints lost", hints) + text("retries", retries)
                + text("failures", failures) + text("late", late) + text("slow", slow)).substring(2);
    }

    private static String text(String what, double rate) {
        return rate == 0 ? "" : ", " + what + " " + Math.round(100 * rate) + " %";
    }
}
