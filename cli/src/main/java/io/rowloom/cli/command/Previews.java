package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.preview.Preview;
import io.rowloom.preview.PreviewView;
import io.rowloom.preview.Previewing;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import java.util.Optional;
import java.util.function.Function;

/** Tells what a create or update would do. Only reads. */
final class Previews {
    private Previews() {}

    static ExitCode create(Rowloom rowloom, Session session, String name, Target target) {
        return print(rowloom, name, Optional.empty(),
                Previewing.create(session.config().tenant(), name, Blueprints.of(session, target), session.types(), session.fingerprint()));
    }

    /** @param target of the stack as it is in the rows that are looked at */
    static ExitCode update(Rowloom rowloom, Session session, Stack seen, Function<Stack, Target> target) {
        PreviewView view = session.store().resources().preview(seen.id())
                .orElseThrow(() -> new Refusal(ExitCode.NOT_FOUND, "there is no stack " + seen.name() + " (any more)"));
        return switch (Previewing.update(view, Blueprints.of(session, target.apply(view.stack())), session.types(), session.fingerprint())) {
            case Preview.Computed computed -> print(rowloom, seen.name(), Optional.of(seen), computed);
            case Preview.NotAdmitted(var state, var why) -> throw new Refusal(ExitCode.CONFLICT, "stack " + seen.name() + " is " + state + ": " + why);
        };
    }

    private static ExitCode print(Rowloom rowloom, String name, Optional<Stack> stack, Preview.Computed preview) {
        rowloom.printer().printLines(PreviewData.of(name, stack, preview), () -> PreviewLines.of(name, preview));
        return ExitCode.DONE;
    }
}
