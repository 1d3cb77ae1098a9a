package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "demo", header = "See it work: a database, two workers, a stack, an update and a crash, in a minute.")
final class DemoCommand extends Verb {
    @Override
    ExitCode run() {
        throw new Refusal(ExitCode.FAILED, "not here yet");
    }
}
