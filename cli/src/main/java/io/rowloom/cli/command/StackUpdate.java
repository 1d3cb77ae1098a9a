package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Tags;
import io.rowloom.template.Amendment;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.Templates;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "update", header = "Send a stack to another template, or to other parameters.",
        description = {"Accepted in every state but DELETE and SUSPEND, also while the stack is being created or changed: what runs ends, and the rest follows the new template.",
                "The template, environments and parameters are the whole input: what is left out, has its default. With --existing they are laid over what the stack has: its template,",
                "unless there is a new one, and the parameters and environments that it was given before.",
                "When another request came first (exit code 3), nothing is written."},
        footer = {"Examples:", "  rowloom stack update web -t web-v2.yaml --wait", "  rowloom stack update web -t web.yaml -P size=5 --retry-conflict",
                "  rowloom stack update web -t web.yaml -P size=5 --preview", "  rowloom stack update web -t web.yaml --converge --wait",
                "  rowloom stack update web --existing -P size=6", "  rowloom stack update web --existing --clear-parameter size --preview"})
final class StackUpdate extends StackRequestVerb {
    /** From a stack that was read to its new target. */
    private interface Change {
        Target of(Session session, Stack seen);
    }

    @Option(names = {"-t", "--template"}, paramLabel = "FILE", description = "The template, YAML or JSON. Required without --existing.")
    private @Nullable Path template;

    @Option(names = "--existing", description = "Keep the template, the parameters and the environment that the stack has, where nothing else is given.")
    private boolean existing;

    @Option(names = "--clear-parameter", paramLabel = "NAME", description = "With --existing: drop the parameter's value, so that the template's default holds again. Repeatable.")
    private Set<String> cleared = new LinkedHashSet<>();

    @Option(names = "--converge", description = "Compare every resource with reality, also what did not change, and mend what differs.")
    private boolean converge;

    @Option(names = "--preview", description = "Only tell what would be done with each resource, and why. Nothing is written, and nothing is waited for.")
    private boolean preview;

    @Mixin
    private TemplateOptions inputs = new TemplateOptions();

    @Mixin
    private TagOptions tags = new TagOptions();

    @Override
    Sending read() {
        tags();
        Change change = change(rowloom().surroundings().directory(), Optional.ofNullable(template));
        return preview ? session -> Previews.update(rowloom(), session, stack(session), seen -> target(session, seen, change)) : toward((session, seen) -> {
            String hash = session.store().targets().store(target(session, seen, change));
            return converge ? new Request.Goal.Converge(hash) : new Request.Goal.Update(hash);
        });
    }

    /** As all that is not given: with --existing they stay, else there are none. */
    @Override
    Optional<Tags> tags() {
        return tags.given().or(() -> existing ? Optional.empty() : Optional.of(Tags.NONE));
    }

    private Change change(Path directory, Optional<Path> file) {
        if (existing) {
            Amendment amendment = inputs.readAmendment(directory, file, cleared);
            return (session, seen) -> amended(session, seen, amendment);
        }
        if (!cleared.isEmpty()) {
            throw new Refusal(ExitCode.BAD_INPUT, "--clear-parameter goes with --existing: without it, no value is kept that could be dropped");
        }
        TemplateInput input = inputs.read(directory, file.orElseThrow(() ->
                new Refusal(ExitCode.BAD_INPUT, "give a template with -t, or --existing to keep the one that the stack has")));
        return (session, _) -> Templates.accept(input, session.types());
    }

    private static Target amended(Session session, Stack seen, Amendment amendment) {
        Requests.checkAdmitted(seen, new Request.Goal.Update(""));
        Target stored = Blueprints.target(session, seen.target()).orElseThrow(() -> new Refusal(ExitCode.CONFLICT,
                "stack " + seen.name() + " is " + seen.state() + " and has no template that could be kept: hand in everything, without --existing"));
        Requests.checkSecrets(session, stored.document());
        return Templates.amend(stored, amendment, session.types());
    }

    private static Target target(Session session, Stack seen, Change change) {
        Target target = Requests.sealable(session, change.of(session, seen));
        Blueprints.target(session, seen.target()).ifPresent(before -> Requests.checkImmutable(Blueprints.of(session, before), Blueprints.of(session, target)));
        return target;
    }
}
