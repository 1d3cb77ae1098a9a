package io.rowloom.cli.command;

import io.rowloom.dump.DumpReader;
import io.rowloom.stack.Tags;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "adopt", header = "Make a stack of what is there already.",
        description = {"The dump, as 'rowloom stack export' and 'rowloom stack abandon' print it, names what is there; what it has no id for is made. Each resource is compared with reality:",
                "what is missing, or is not as the template wants it, is not adopted, and the stack fails. Nothing that is adopted is changed, and a failed adopt deletes nothing.",
                "The stack has the tags of the dump, unless --tags names others. Everything is checked first; when anything is wrong, nothing is written."},
        footer = {"Examples:", "  rowloom stack adopt web --file web.json --wait", "  rowloom stack adopt web --file web.json -t web.yaml -P token=s3cret --wait"})
final class StackAdopt extends NewStackVerb {
    @Option(names = "--file", paramLabel = "DUMP", required = true, description = "The dump, JSON or YAML.")
    private Path file = Path.of("");

    @Option(names = {"-t", "--template"}, paramLabel = "FILE", description = "A template to take instead of the dump's.")
    private @Nullable Path template;

    @Override
    Sending read() {
        checkName();
        DumpReader.Input input = inputs().readDump(rowloom().surroundings().directory(), file, Optional.ofNullable(template));
        Optional<Tags> words = tags();
        return session -> {
            DumpReader.Accepted accepted = DumpReader.accept(input, session.types());
            return create(session, Requests.sealable(session, accepted.target()), words.orElse(accepted.tags()), true);
        };
    }
}
