package io.rowloom.types.postgres;

import io.rowloom.plugin.ResourceCall;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whose an object of a server is: its comment.
 *
 * @param physicalName names one physical copy of the resource
 * @param fence of the call that wrote the mark last
 */
record OwnerMark(UUID stack, String physicalName, long fence) {
    private static final Pattern FORM = Pattern.compile("rowloom stack=([0-9a-f-]{36}) fence=(\\d{1,18}) copy=(.*)", Pattern.DOTALL);

    static OwnerMark of(ResourceCall call) {
        return new OwnerMark(call.stackId(), call.physicalName(), call.fence());
    }

    static Optional<OwnerMark> parse(String comment) {
        Matcher matcher = FORM.matcher(comment);
        try {
            return matcher.matches()
                    ? Optional.of(new OwnerMark(UUID.fromString(matcher.group(1)), matcher.group(3), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean sameCopy(OwnerMark other) {
        return stack.equals(other.stack) && physicalName.equals(other.physicalName);
    }

    String comment() {
        return "rowloom stack=" + stack + " fence=" + fence + " copy=" + physicalName;
    }
}
