package io.rowloom.resource;

import io.rowloom.template.rule.Hook;
import java.util.Optional;

/** Which hook belongs before and after which action, and the reasons that events give, in Heat's words: clients look for them. */
public final class HookPoints {
    private HookPoints() {}

    public static Optional<Hook> before(ResourceAction action) {
        return switch (action) {
            case CREATE -> Optional.of(Hook.PRE_CREATE);
            case UPDATE -> Optional.of(Hook.PRE_UPDATE);
            case DELETE -> Optional.of(Hook.PRE_DELETE);
            case INIT, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE -> Optional.empty();
        };
    }

    public static Optional<Hook> after(ResourceAction action) {
        return switch (action) {
            case CREATE -> Optional.of(Hook.POST_CREATE);
            case UPDATE -> Optional.of(Hook.POST_UPDATE);
            case DELETE -> Optional.of(Hook.POST_DELETE);
            case INIT, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE -> Optional.empty();
        };
    }

    public static String paused(ResourceAction action, Hook hook) {
        return action + " paused until Hook " + hook.word() + " is cleared";
    }

    public static String cleared(Hook hook) {
        return "Hook " + hook.word() + " is cleared";
    }
}
