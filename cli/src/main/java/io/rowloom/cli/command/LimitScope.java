package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.limit.Scope;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a limit is about: a type that is named, or a stack. */
final class LimitScope {
    @Option(names = "--stack", paramLabel = "STACK", description = "Of this stack, by name or id, instead of a type.")
    private @Nullable String stack;

    @Option(names = "--force", description = "Also for a type that is not known here: some worker may have it.")
    private boolean force;

    Scope of(Session session, Optional<String> type) {
        Optional<String> named = Optional.ofNullable(stack);
        if (named.isPresent() == type.isPresent()) {
            throw new InvalidInputException(List.of(Problem.at("limit", "it is about one type or, with --stack, about one stack")));
        }
        return named.<Scope>map(name -> new Scope.OfStack(session.stack(name).id())).orElseGet(() -> new Scope.OfType(known(session, type.orElseThrow())));
    }

    private String known(Session session, String type) {
        if (!force && session.types().find(type).isEmpty()) {
            throw new Refusal(ExitCode.NOT_FOUND, TypesCommand.unknown(session.types(), type) + "; --force if only some workers have it");
        }
        return type;
    }

    /** For people. */
    static String words(Session session, Scope scope) {
        return switch (scope) {
            case Scope.OfType(var type) -> type;
            case Scope.OfStack(var id) -> "stack " + session.store().stacks().find(id).map(found -> found.name()).orElseGet(id::toString);
        };
    }
}
