package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.limit.Scope;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.store.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "set", header = "Set or change a limit.",
        description = "It holds at once, for all workers. What is under way goes on when the limit is lower than that; nothing is begun then until enough has ended.",
        customSynopsis = "rowloom limit set [OPTIONS] (TYPE | --stack STACK) N",
        footer = {"Examples:", "  rowloom limit set Rowloom::Exec 4", "  rowloom limit set --stack web 20"})
final class LimitSet extends Verb {
    @Mixin
    private LimitScope scope = new LimitScope();

    @Parameters(arity = "1..2", paramLabel = "TYPE N", description = "A resource type, unless --stack names a stack; and how many, at least 1.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--force", description = "Also for a type that is not known here: some worker may have it.")
    private boolean force;

    @Override
    ExitCode run() {
        int most = number(words.getLast());
        try (Session session = Session.open(rowloom())) {
            Scope of = scope.of(session, words.size() == 2 ? Optional.of(words.getFirst()) : Optional.empty());
            if (of instanceof Scope.OfType(var type) && !force && session.types().find(type).isEmpty()) {
                throw new Refusal(ExitCode.NOT_FOUND, TypesCommand.unknown(session.types(), type) + "; --force if only some workers have it");
            }
            if (!session.store().limits().set(of, most)) {
                throw new Refusal(ExitCode.CONFLICT, "the stack is deleted");
            }
            session.store().hints().announce(Hint.ANYTHING);
            String name = LimitScope.words(session, of);
            rowloom().printer().printLines(LimitScope.data(session, of).put("limit", most), () -> List.of(name + "  at most " + most + " at once"));
            return ExitCode.DONE;
        }
    }

    private static int number(String word) {
        try {
            int number = Integer.parseInt(word);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, as any other that is no number of actions
        }
        throw new InvalidInputException(List.of(Problem.at("limit", "\"" + word + "\" is not a whole number from 1 on").advise("'rowloom limit remove' takes a limit away")));
    }
}
