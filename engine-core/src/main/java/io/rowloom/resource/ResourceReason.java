package io.rowloom.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons that failed resources and their stacks give, in Heat's words: {@code ValueError: resources.web: …}. */
public final class ResourceReason {
    /** Of an action that came to its end. */
    public static final String DONE = "state changed";

    /** Of a row that went while what it stood for was left alone. */
    public static final String ABANDONED = "abandoned: left as it is";

    private static final Pattern NAMED_ERROR = Pattern.compile("([A-Za-z][A-Za-z0-9]*(?:Error|Exception|Failure)): (.*)", Pattern.DOTALL);

    private ResourceReason() {}

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
