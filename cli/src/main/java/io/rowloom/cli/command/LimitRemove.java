package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.limit.Scope;
import io.rowloom.store.Hint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", header = "Take a limit away.", customSynopsis = "rowloom limit remove [OPTIONS] (TYPE | --stack STACK)",
        footer = {"Examples:", "  rowloom limit remove Rowloom::Exec", "  rowloom limit remove --stack web"})
final class LimitRemove extends Verb {
    @Mixin
    private LimitScope scope = new LimitScope();

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "A resource type, unless --stack names a stack.")
    private @Nullable String type;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Scope of = scope.of(session, Optional.ofNullable(type));
            String name = LimitScope.words(session, of);
            if (!session.store().limits().remove(of)) {
                throw new Refusal(ExitCode.NOT_FOUND, "there is no limit of " + name + " ('rowloom limit list' shows what there is)");
            }
            session.store().hints().announce(Hint.ANYTHING);
            rowloom().printer().printLines(LimitScope.data(session, of), () -> List.of(name + "  no limit"));
            return ExitCode.DONE;
        }
    }
}
