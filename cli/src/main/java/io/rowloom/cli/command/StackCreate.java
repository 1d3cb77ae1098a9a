package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.StackAction;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", header = "Make a stack from a template.", description = "Everything is checked first; when anything is wrong, nothing is written.",
        footer = {"Examples:", "  rowloom stack create web -t web.yaml --wait", "  rowloom stack create web -t web.yaml -e prod.yaml -P size=3 --on-failure stop",
                "  rowloom stack create web -t web.yaml --preview"})
final class StackCreate extends Verb {
    private static final int LONGEST_NAME = 255;

    @Parameters(paramLabel = "NAME", description = "A letter, then letters, digits and . _ -")
    private String name = "";

    @Option(names = {"-t", "--template"}, paramLabel = "FILE", required = true, description = "The template, YAML or JSON.")
    private Path template = Path.of("");

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
        checkName(name);
        TemplateInput input = inputs.read(rowloom().surroundings().directory(), template);
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Target target = Requests.accept(session, input);
            if (preview) {
                session.store().stacks().find(session.config().tenant(), name).ifPresent(now -> {
                    throw new Refusal(ExitCode.CONFLICT, Requests.taken(now));
                });
                return Previews.create(rowloom(), session, name, target);
            }
            return Requests.told(rowloom(), session, Requests.create(rowloom(), session, name, target, options, false), StackAction.CREATE, wait);
        }
    }

    static void checkName(String name) {
        if (name.length() > LONGEST_NAME || !name.matches("[a-zA-Z][a-zA-Z0-9_.-]*")) {
            throw new Refusal(ExitCode.BAD_INPUT, "'" + name + "' is no name for a stack: a letter, then letters, digits and . _ -, at most " + LONGEST_NAME + " characters");
        }
    }
}
