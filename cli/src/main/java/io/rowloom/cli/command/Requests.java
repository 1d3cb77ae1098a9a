package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.SubmitResult;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.Templates;
import io.rowloom.template.Validation;
import java.util.List;
import java.util.Optional;

/** What the changing verbs have in common: accept the input, send the request, tell the result, wait. */
final class Requests {
    private Requests() {}

    /** Checks everything and stores the target. Answers its hash. */
    static Target accept(Session session, TemplateInput input) {
        Target target = Templates.accept(input, session.types());
        if (!session.database().sealsSecrets()) {
            SecretsCheck.none(target, session.types());
        }
        return target;
    }

    /** An immutable parameter keeps the value that it had when the stack was made. */
    static void checkImmutable(TemplateInput input, ResourceTypes types, Target before, Target after) {
        Problems problems = new Problems();
        for (Validation.Parameter parameter : Templates.validate(input, types).parameters()) {
            String name = parameter.schema().name();
            boolean changed = parameter.schema().immutable() && before.parameters().has(name)
                    && !before.parameters().get(name).equals(after.parameters().get(name));
            if (changed) {
                problems.add(Problem.at("parameters." + name, "the parameter is immutable: its value cannot change in an update")
                        .advise("give the value that it had, or make a new stack"));
            }
        }
        problems.throwIfAny();
    }

    /** Sends a request for the stack as it is, once or until it is no conflict. */
    static SubmitResult.Accepted submit(Session session, Stack seen, Request request, boolean retryConflict) throws InterruptedException {
        SubmitResult first = Submission.send(request.requestId(), () -> session.store().stacks().submit(seen.id(), seen.traversal(), request));
        SubmitResult result = !retryConflict || !(first instanceof SubmitResult.Conflict) ? first : Submission.sendThroughConflicts(request.requestId(),
                () -> session.store().stacks().find(seen.id()).map(now -> session.store().stacks().submit(now.id(), now.traversal(), request))
                        .orElseGet(SubmitResult.NotFound::new));
        return Submission.accepted(result, seen.name());
    }

    /** Hints the engines, then prints the stack, or waits for its end and prints it then. */
    static ExitCode told(Rowloom rowloom, Session session, SubmitResult.Accepted accepted, StackAction action, WaitOptions wait) throws InterruptedException {
        session.store().hints().announce();
        ExitCode code = wait.wanted()
                ? Waiting.run(rowloom, session, accepted.stack(), Optional.of(action), wait.limit(), accepted.traversal()) : ExitCode.DONE;
        session.store().stacks().find(accepted.stack()).ifPresent(stack -> rowloom.printer().printLines(Json.stack(stack), () -> wait.wanted() ? List.of()
                : List.of(stack.name() + "  " + stack.state() + "  " + stack.id(), "Follow it with: rowloom stack wait " + stack.name())));
        return code;
    }
}
