package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.stack.Tags;
import io.rowloom.store.Store;
import io.rowloom.template.Target;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that makes a stack. */
abstract class NewStackVerb extends RequestVerb {
    private static final int LONGEST_NAME = 255;

    @Parameters(paramLabel = "NAME", description = "A letter, then letters, digits and . _ -")
    private String name = "";

    @Mixin
    private TemplateOptions inputs = new TemplateOptions();

    @Mixin
    private TagOptions tags = new TagOptions();

    final String name() {
        return name;
    }

    final TemplateOptions inputs() {
        return inputs;
    }

    @Override
    final Optional<Tags> tags() {
        return tags.given();
    }

    final void checkName() {
        if (name.length() > LONGEST_NAME || !name.matches("[a-zA-Z][a-zA-Z0-9_.-]*")) {
            throw new Refusal(ExitCode.BAD_INPUT, "'" + name + "' is no name for a stack: a letter, then letters, digits and . _ -, at most " + LONGEST_NAME + " characters");
        }
    }

    /** Sends the request. */
    final ExitCode create(Session session, Target target, Tags words, boolean adopts) throws InterruptedException {
        Store store = session.store();
        StackId id = StackId.create(rowloom().surroundings().clock(), new SecureRandom());
        SubmitResult result = Submission.send(options().requestId(), () -> store.stacks().create(new NewStack(id, session.config().tenant(), name,
                options().requestId(), target, options().onFailure().orElse(OnFailure.ROLLBACK), options().timeout(), adopts, words)));
        if (result instanceof SubmitResult.Conflict conflict) {
            throw new Refusal(ExitCode.CONFLICT, Requests.taken(conflict.now()));
        }
        return told(session, Submission.accepted(result, name), adopts ? StackAction.ADOPT : StackAction.CREATE);
    }
}
