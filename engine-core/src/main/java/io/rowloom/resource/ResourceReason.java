package io.rowloom.resource;

import io.rowloom.template.ReplacementOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons that failed resources and their stacks give, in Heat's words: {@code ValueError: resources.web: …}. */
public final class ResourceReason {
    /** Of an action that came to its end. */
    public static final String DONE = "state changed";
    /** Of a delete that had nothing to delete. */
    public static final String NOTHING_CREATED = "nothing was created";
    /** Of a delete that left what is there. */
    public static final String RETAINED = "retained by its deletion policy";
    /** Of a row that went while what it stood for was never the stack's. */
    public static final String EXTERNAL = "external: left as it is";
    /** Of an action that was asked to stop. */
    public static final String CANCELLED = "cancelled";
    /** Of an action that came to need a replacement when its traversal was over. */
    public static final String TRAVERSAL_OVER = "stopped: the traversal is over";

    /** Of a row that went while what it stood for was left alone. */
    public static final String ABANDONED = "abandoned: left as it is";

    private static final String REPLACED_BY = "replaced by ";
    private static final Pattern NAMED_ERROR = Pattern.compile("([A-Za-z][A-Za-z0-9]*(?:Error|Exception|Failure)): (.*)", Pattern.DOTALL);

    private ResourceReason() {}

    /** Of a copy in whose place another one was put. */
    public static String replaced(int by, ReplacementOrder order, String reason) {
        return REPLACED_BY + by + switch (order) {
            case CREATE_FIRST -> ": ";
            case DELETE_FIRST -> ", after its deletion: ";
        } + reason;
    }

    public static boolean isReplacement(String reason) {
        return reason.startsWith(REPLACED_BY);
    }

    /** Whether an action ended because it was not wanted any more. */
    public static boolean isStop(String reason) {
        return reason.equals(CANCELLED) || reason.equals(TRAVERSAL_OVER);
    }

    /** Of the resource: names it, behind the kind of error where the resource type tells one. */
    public static String failed(String resource, String reason) {
        Matcher named = NAMED_ERROR.matcher(reason);
        return named.matches() ? named.group(1) + ": resources." + resource + ": " + named.group(2) : "resources." + resource + ": " + reason;
    }

    /** Of the stack. */
    public static String stackFailed(ResourceAction action, String resourceReason) {
        return "Resource " + action + " failed: " + resourceReason;
    }
}
