package io.rowloom.stack;

/** The reasons that stacks give, in Heat's words: clients look for them. */
public final class StackReason {
    private static final String BY_DRIFT_POLICY = " by the drift policy";

    private StackReason() {}

    public static String started(StackAction action) {
        return "Stack " + action + " started";
    }

    static String started(StackAction action, Origin origin) {
        return started(action) + switch (origin) {
            case USER -> "";
            case DRIFT_POLICY -> BY_DRIFT_POLICY;
        };
    }

    /** Who asked for what began with this reason. */
    public static Origin origin(String started) {
        return started.endsWith(BY_DRIFT_POLICY) ? Origin.DRIFT_POLICY : Origin.USER;
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
