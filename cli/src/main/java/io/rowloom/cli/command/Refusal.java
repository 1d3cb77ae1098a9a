package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;

/** A verb ends without what was asked for. The message is for people. */
final class Refusal extends RuntimeException {
    private final ExitCode code;

    Refusal(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
