package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.progress.Display;
import io.rowloom.cli.progress.LiveDisplay;
import io.rowloom.cli.progress.PlainDisplay;
import io.rowloom.cli.progress.Watch;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Waits for a stack's end with progress, and says how it ended. */
final class Waiting {
    private Waiting() {}

    /**
     * @param asked the action that the caller wants to see complete; empty: whatever the stack is at
     * @param traversal the first one that is of interest: what happened before it is not shown
     */
    static ExitCode run(Rowloom rowloom, Session session, StackId id, Optional<StackAction> asked, Optional<Duration> limit, int traversal)
            throws InterruptedException {
        Watch watch = new Watch(session.store(), id, hash -> Blueprints.dependencies(session, hash), rowloom.surroundings().clock()).since(traversal);
        try (Display display = display(rowloom)) {
            Optional<Stack> end = watch.untilEnd(display, limit);
            if (end.isEmpty()) {
                throw new Refusal(ExitCode.TIMED_OUT, "waited " + limit.map(io.rowloom.cli.config.Durations::show).orElse("")
                        + "; the stack goes on. See it with 'rowloom stack show', wait again with 'rowloom stack wait'.");
            }
            display.say(sentence(end.get()));
            return judge(end.get(), asked);
        }
    }

    static Display display(Rowloom rowloom) {
        Surroundings around = rowloom.surroundings();
        if (!rowloom.printer().forPeople()) {
            return new PlainDisplay(around.err(), ZoneId.systemDefault());
        }
        return around.terminal().<Display>map(terminal -> new LiveDisplay(around.out(), terminal))
                .orElseGet(() -> new PlainDisplay(around.out(), ZoneId.systemDefault()));
    }

    /** A rollback, or a delete, that nobody here asked for is no success. */
    static ExitCode judge(Stack end, Optional<StackAction> asked) {
        boolean turnedBack = (end.action() == StackAction.ROLLBACK || end.action() == StackAction.DELETE && asked.isPresent())
                && asked.filter(end.action()::equals).isEmpty();
        return end.status() == Status.COMPLETE && !turnedBack ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String sentence(Stack end) {
        return "Stack " + end.name() + " is " + end.state() + (end.reason().isEmpty() ? "" : ": " + io.rowloom.cli.output.Text.plain(end.reason()));
    }
}
