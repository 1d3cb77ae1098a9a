package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.Json;
import io.rowloom.limit.Scope;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.stack.Stack;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a limit is about: a type that is named, or a stack. */
final class LimitScope {
    @Option(names = "--stack", paramLabel = "STACK", description = "Of this stack, by name or id, instead of a type.")
    private @Nullable String stack;

    Scope of(Session session, Optional<String> type) {
        Optional<String> named = Optional.ofNullable(stack);
        if (named.isPresent() == type.isPresent()) {
            throw new InvalidInputException(List.of(Problem.at("limit", "it is about one type or, with --stack, about one stack")));
        }
        return named.<Scope>map(name -> new Scope.OfStack(session.stack(name).id())).orElseGet(() -> new Scope.OfType(type.orElseThrow()));
    }

    /** For people. */
    static String words(Session session, Scope scope) {
        return switch (scope) {
            case Scope.OfType(var type) -> type;
            case Scope.OfStack(var id) -> "stack " + session.store().stacks().find(id).map(Stack::name).orElseGet(id::toString);
        };
    }

    /** For programs; the beginning of what is told of a limit. */
    static ObjectNode data(Session session, Scope scope) {
        return switch (scope) {
            case Scope.OfType(var type) -> Json.object().put("resource_type", type);
            case Scope.OfStack(var id) -> Json.object().put("stack_id", id.toString()).put("stack_name", session.store().stacks().find(id).map(Stack::name).orElse(""));
        };
    }
}
