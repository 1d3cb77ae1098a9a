package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(name = "completion", header = "Print a script that completes verbs and options in bash and zsh.",
        footer = {"Example:", "  source <(rowloom completion)"})
final class CompletionCommand extends Verb {
    @Override
    ExitCode run() {
        rowloom().surroundings().out().println(AutoComplete.bash("rowloom", VerbTree.of(rowloom())));
        return ExitCode.DONE;
    }
}
