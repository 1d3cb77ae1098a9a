package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;

/** A verb that only has verbs below it: alone, it tells which. */
abstract class Group extends Verb {
    @Override
    final ExitCode run() {
        spec().commandLine().usage(spec().commandLine().getErr());
        return ExitCode.BAD_INPUT;
    }
}
