package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.store.Hint;
import io.rowloom.template.rule.Hook;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "clear", header = "Let a resource that waits for a hook go on.", footer = {"Example:", "  rowloom stack hook clear web database pre-update"})
final class StackHookClear extends Verb {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RESOURCE", description = "Its name in the template.")
    private String resource = "";

    @Parameters(index = "2", paramLabel = "HOOK", description = "pre-create, pre-update, pre-delete, post-create, post-update or post-delete.")
    private String hook = "";

    @Override
    ExitCode run() {
        Hook cleared = hook(hook);
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            clear(session, stack, resource, cleared);
            rowloom().printer().printLines(Json.object().put("resource_name", resource).put("hook", cleared.word()), () -> List.of(resource + "  " + HookPoints.cleared(cleared)));
            return ExitCode.DONE;
        }
    }

    static Hook hook(String word) {
        return Hook.of(word).orElseThrow(() -> new InvalidInputException(List.of(Problem.at("hook", "\"" + word + "\" is none of " + String.join(", ", Hook.words())))));
    }

    static void clear(Session session, Stack stack, String resource, Hook hook) {
        List<ResourceView> copies = Rows.copies(session, stack, resource);
        switch (session.store().interventions().clear(stack.id(), resource, hook)) {
            case HookResult.Cleared() -> session.store().hints().announce(Hint.ANYTHING);
            case HookResult.NotSet() -> throw new Refusal(ExitCode.CONFLICT, "The \"" + hook.word() + "\" hook is not defined on " + copies.getLast().type() + " \"" + resource
                    + "\", or nothing waits for it ('rowloom stack hook list " + stack.name() + "' shows what waits)");
        }
    }
}
