package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb has: access to the root, and an exit code as its result. */
abstract class Verb implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    final Rowloom rowloom() {
        return (Rowloom) spec.root().userObject();
    }

    final CommandSpec spec() {
        return spec;
    }

    @Override
    public final Integer call() throws Exception {
        return run().code();
    }

    abstract ExitCode run() throws Exception;
}
