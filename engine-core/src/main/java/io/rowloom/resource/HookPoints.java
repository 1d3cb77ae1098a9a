package io.rowloom.resource;

import io.rowloom.template.rule.Hook;
import java.util.Arrays;
import java.util.Optional;

/** Which hook belongs before and after which action, and the reasons that events give, in Heat's words: clients look for them. */
public final class HookPoints {
    private HookPoints() {}

    /** @param made whether there is something that the action is done to: a restore without is like a create, else like an update */
    public static Optional<Hook> before(ResourceAction action, boolean made) {
        return switch (action) {
            case CREATE -> Optional.of(Hook.PRE_CREATE);
            case UPDATE -> Optional.of(Hook.PRE_UPDATE);
            case DELETE -> Optional.of(Hook.PRE_DELETE);
            case RESTORE -> Optional.of(made ? Hook.PRE_UPDATE : Hook.PRE_CREATE);
            case INIT, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT -> Optional.empty();
        };
    }

    /** @param made whether there is something that the action is done to: a restore without is like a create, else like an update */
    public static Optional<Hook> after(ResourceAction action, boolean made) {
        return switch (action) {
            case CREATE -> Optional.of(Hook.POST_CREATE);
            case UPDATE -> Optional.of(Hook.POST_UPDATE);
            case DELETE -> Optional.of(Hook.POST_DELETE);
            case RESTORE -> Optional.of(made ? Hook.POST_UPDATE : Hook.POST_CREATE);
            case INIT, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT -> Optional.empty();
        };
    }

    public static String paused(ResourceAction action, Hook hook) {
        return action + " paused until Hook " + hook.word() + " is cleared";
    }

    /** Whether an event of this reason tells of a wait before an action, or of the end of a wait: nothing was done to the resource. */
    public static boolean isWait(String reason) {
        return Arrays.stream(Hook.values()).anyMatch(hook -> reason.equals(cleared(hook))
                || !hook.post() && Arrays.stream(ResourceAction.values()).anyMatch(action -> reason.equals(paused(action, hook))));
    }

    public static String cleared(Hook hook) {
        return "Hook " + hook.word() + " is cleared";
    }
}
