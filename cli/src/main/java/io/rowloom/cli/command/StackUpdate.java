package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "update", header = "Send a stack to another template, or to other parameters.",
        description = {"Accepted in every state but DELETE and SUSPEND, also while the stack is being created or changed: what runs ends, and the rest follows the new template.",
                "The template, environments and parameters are the whole input: what is left out, has its default.",
                "When another request came first (exit code 3), nothing is written."},
        footer = {"Examples:", "  rowloom stack update web -t web-v2.yaml --wait", "  rowloom stack update web -t web.yaml -P size=5 --retry-conflict",
                "  rowloom stack update web -t web.yaml -P size=5 --preview", "  rowloom stack update web -t web.yaml --converge --wait"})
final class StackUpdate extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = {"-t", "--template"}, paramLabel = "FILE", required = true, description = "The template, YAML or JSON.")
    private Path template = Path.of("");

    @Option(names = "--converge", description = "Compare every resource with reality, also what did not change, and mend what differs.")
    private boolean converge;

    @Option(names = "--retry-conflict", description = "When another request came first, send this one again on top of it.")
    private boolean retryConflict;

    @Option(names = "--preview", description = "Only tell what would be done with each resource, and why. Nothing is written, and nothing is waited for.")
    private boolean preview;

    @Mixin
    private TemplateOptions inputs = new TemplateOptions();

    @Mixin
    private SubmitOptions options = new SubmitOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Override
    ExitCode run() throws Exception {
        TemplateInput input = inputs.read(rowloom().surroundings().directory(), template);
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Stack seen = session.stack(name);
            Target target = Requests.accept(session, input);
            Optional<Target> before = Blueprints.target(session, seen.target());
            before.ifPresent(old -> Requests.checkImmutable(input, session.types(), old, target));
            if (preview) {
                return Previews.update(rowloom(), session, seen, target);
            }
            String hash = session.store().targets().store(target);
            Request.Goal goal = converge ? new Request.Goal.Converge(hash) : new Request.Goal.Update(hash);
            Request request = new Request(options.requestId(), goal, options.onFailure(), options.timeout());
            return Requests.told(rowloom(), session, Requests.submit(session, seen, request, retryConflict), StackAction.UPDATE, wait);
        }
    }
}
