package io.rowloom.stack;

/** The reasons that stacks give, in Heat's words: clients look for them. */
public final class StackReason {
    private StackReason() {}

    public static String started(StackAction action) {
        return "Stack " + action + " started";
    }

    public static String completed(StackAction action) {
        return "Stack " + action + " completed successfully";
    }

    public static String cancelled(StackAction action) {
        return "Stack " + action + " cancelled";
    }

    public static String timedOut(StackAction action) {
        return "Stack " + action + " timed out";
    }
}
