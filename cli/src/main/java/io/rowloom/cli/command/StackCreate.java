package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Store;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import java.nio.file.Path;
import java.security.SecureRandom;
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
        checkName();
        TemplateInput input = inputs.read(rowloom().surroundings().directory(), template);
        options.check();
        wait.check();
        try (Session session = Session.open(rowloom())) {
            Target target = Requests.accept(session, input);
            Store store = session.store();
            if (preview) {
                store.stacks().find(session.config().tenant(), name).ifPresent(now -> {
                    throw new Refusal(ExitCode.CONFLICT, taken(now));
                });
                return Previews.create(rowloom(), session, name, target);
            }
            StackId id = StackId.create(rowloom().surroundings().clock(), new SecureRandom());
            SubmitResult result = Submission.send(options.requestId(), () -> store.stacks().create(new NewStack(id, session.config().tenant(), name,
                    options.requestId(), store.targets().store(target), options.onFailure().orElse(OnFailure.ROLLBACK), options.timeout())));
            if (result instanceof SubmitResult.Conflict conflict) {
                throw new Refusal(ExitCode.CONFLICT, taken(conflict.now()));
            }
            return Requests.told(rowloom(), session, Submission.accepted(result, name), StackAction.CREATE, wait);
        }
    }

    private void checkName() {
        if (name.length() > LONGEST_NAME || !name.matches("[a-zA-Z][a-zA-Z0-9_.-]*")) {
            throw new Refusal(ExitCode.BAD_INPUT, "'" + name + "' is no name for a stack: a letter, then letters, digits and . _ -, at most " + LONGEST_NAME + " characters");
        }
    }

    private static String taken(Stack now) {
        return "there is a stack " + now.name() + " already (" + now.state() + ", " + now.id() + "): change it with 'rowloom stack update', or take another name";
    }
}
