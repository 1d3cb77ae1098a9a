package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Tags;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "create", header = "Make a stack from a template.", description = "Everything is checked first; when anything is wrong, nothing is written.",
        footer = {"Examples:", "  rowloom stack create web -t web.yaml --wait", "  rowloom stack create web -t web.yaml -e prod.yaml -P size=3 --on-failure stop",
                "  rowloom stack create web -t web.yaml --preview"})
final class StackCreate extends NewStackVerb {
    @Option(names = {"-t", "--template"}, paramLabel = "FILE", required = true, description = "The template, YAML or JSON.")
    private Path template = Path.of("");

    @Option(names = "--preview", description = "Only tell what would be done with each resource, and why. Nothing is written, and nothing is waited for.")
    private boolean preview;

    @Override
    Sending read() {
        checkName();
        Tags words = tags().orElse(Tags.NONE);
        TemplateInput input = inputs().read(rowloom().surroundings().directory(), template);
        return session -> {
            Target target = Requests.accept(session, input);
            return preview ? preview(session, target) : create(session, target, words, false);
        };
    }

    private ExitCode preview(Session session, Target target) {
        session.store().stacks().find(session.config().tenant(), name()).ifPresent(now -> {
            throw new Refusal(ExitCode.CONFLICT, Requests.taken(now));
        });
        return Previews.create(rowloom(), session, name(), target);
    }
}
