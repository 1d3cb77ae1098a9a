package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "update", header = "Send a stack to another template, or to other parameters.",
        description = {"Accepted in every state but DELETE and SUSPEND, also while the stack is being created or changed: what runs ends, and the rest follows the new template.",
                "The template, environments and parameters are the whole input: what is left out, has its default.",
                "When another request came first (exit code 3), nothing is written."},
        footer = {"Examples:", "  rowloom stack update web -t web-v2.yaml --wait", "  rowloom stack update web -t web.yaml -P size=5 --retry-conflict",
                "  rowloom stack update web -t web.yaml -P size=5 --preview", "  rowloom stack update web -t web.yaml --converge --wait"})
final class StackUpdate extends StackRequestVerb {
    @Option(names = {"-t", "--template"}, paramLabel = "FILE", required = true, description = "The template, YAML or JSON.")
    private Path template = Path.of("");

    @Option(names = "--converge", description = "Compare every resource with reality, also what did not change, and mend what differs.")
    private boolean converge;

    @Option(names = "--preview", description = "Only tell what would be done with each resource, and why. Nothing is written, and nothing is waited for.")
    private boolean preview;

    @Mixin
    private TemplateOptions inputs = new TemplateOptions();

    @Override
    Sending read() {
        TemplateInput input = inputs.read(rowloom().surroundings().directory(), template);
        return preview ? session -> preview(session, input) : toward((session, seen) -> {
            String hash = session.store().targets().store(target(session, seen, input));
            return converge ? new Request.Goal.Converge(hash) : new Request.Goal.Update(hash);
        });
    }

    private ExitCode preview(Session session, TemplateInput input) {
        Stack seen = stack(session);
        return Previews.update(rowloom(), session, seen, target(session, seen, input));
    }

    private static Target target(Session session, Stack seen, TemplateInput input) {
        Target target = Requests.accept(session, input);
        Blueprints.target(session, seen.target()).ifPresent(old -> Requests.checkImmutable(input, session.types(), old, target));
        return target;
    }
}
