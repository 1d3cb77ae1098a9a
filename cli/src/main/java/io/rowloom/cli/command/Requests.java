package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.stack.Admission;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Stacks;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.Templates;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the changing verbs have in common: accept the input, send the request, tell the result, wait. */
final class Requests {
    private Requests() {}

    /** Checks everything and stores the target. Answers its hash. */
    static Target accept(Session session, TemplateInput input) {
        return sealable(session, Templates.accept(input, session.types()));
    }

    /** @throws InvalidInputException when there are secrets in it and nothing to seal them with */
    static Target sealable(Session session, Target target) {
        if (!session.database().sealsSecrets()) {
            SecretsCheck.none(target, session.types());
        }
        return target;
    }

    static String taken(Stack now) {
        return "there is a stack " + now.name() + " already (" + now.state() + ", " + now.id() + "): change it with 'rowloom stack update', or take another name";
    }

    /** An immutable parameter keeps the value that it had when the stack was made. */
    static void checkImmutable(Blueprint before, Blueprint after) {
        Problems problems = new Problems();
        before.immutableParametersChangedIn(after).forEach(name -> problems.add(
                Problem.at("parameters." + name, "the parameter is immutable: its value cannot change in an update").advise("give the value that it had, or make a new stack")));
        problems.throwIfAny();
    }

    /** Tells early what the store would tell of the request, for verbs that read the stack's target. */
    static void checkAdmitted(Stack seen, Request.Goal goal) {
        if (seen.deletedAt().isPresent()) {
            throw new Refusal(ExitCode.NOT_FOUND, "stack " + seen.name() + " is deleted");
        }
        if (!Admission.admitting(goal).contains(seen.state())) {
            throw new Refusal(ExitCode.CONFLICT, "stack " + seen.name() + " is " + seen.state() + ": " + Admission.refusal(goal, seen.state()));
        }
    }

    /** Whether the secrets of what a store gave can be read. */
    static void checkSecrets(Session session, JsonNode stored) {
        if (Secrets.contains(stored) && !session.database().sealsSecrets()) {
            throw new Refusal(ExitCode.BAD_INPUT, "the stack's secrets are sealed, and this process has no key: give it secrets.key or secrets.key-file");
        }
    }

    /** A request, and the accepting of it. */
    record Sent(SubmitResult.Accepted accepted, Request request) {}

    /** Sends what is asked of the stack as it is, once or, asked anew of what it is then, until it is no conflict. */
    static Sent submit(Session session, Stack seen, Function<Stack, Request> asked, boolean retryConflict) throws InterruptedException {
        Stacks stacks = session.store().stacks();
        Request first = asked.apply(seen);
        SubmitResult once = Submission.send(first.requestId(), () -> stacks.submit(seen.id(), seen.traversal(), first));
        SubmitResult result = !retryConflict || !(once instanceof SubmitResult.Conflict) ? once : Submission.sendThroughConflicts(first.requestId(),
                () -> stacks.find(seen.id()).map(now -> stacks.submit(now.id(), now.traversal(), asked.apply(now))).orElseGet(SubmitResult.NotFound::new));
        return new Sent(Submission.accepted(result, seen.name()), first);
    }

    /** Hints the engines, then prints the stack, or waits for its end and prints it then. */
    static ExitCode told(Rowloom rowloom, Session session, SubmitResult.Accepted accepted, StackAction action, WaitOptions wait) throws InterruptedException {
        session.store().hints().announce(Hint.REQUESTS);
        ExitCode code = wait.wanted()
                ? Waiting.run(rowloom, session, accepted.stack(), Optional.of(action), wait.limit(), accepted.traversal()) : ExitCode.DONE;
        session.store().stacks().find(accepted.stack()).ifPresent(stack -> rowloom.printer().printLines(Json.stack(stack), () -> wait.wanted() ? List.of()
                : List.of(stack.name() + "  " + stack.state() + "  " + stack.id(), "Follow it with: rowloom stack wait " + stack.name())));
        return code;
    }

    /** The same with nothing on standard output: what was printed there is to stay whole. */
    static ExitCode toldAside(Rowloom rowloom, Session session, SubmitResult.Accepted accepted, StackAction action, WaitOptions wait) throws InterruptedException {
        session.store().hints().announce(Hint.REQUESTS);
        return wait.wanted() ? Waiting.runAside(rowloom, session, accepted.stack(), action, wait.limit(), accepted.traversal()) : ExitCode.DONE;
    }
}
