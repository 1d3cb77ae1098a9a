package io.rowloom.cli.command;

import io.rowloom.cli.database.DatabaseException;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.store.StoreUnavailableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into a text on standard error and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Rowloom rowloom;

    Errors(Rowloom rowloom) {
        this.rowloom = rowloom;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        ExitCode code = explain(exception, err);
        if (rowloom.debug()) {
            exception.printStackTrace(err);
        }
        err.flush();
        return code.code();
    }

    private static ExitCode explain(Exception exception, PrintWriter err) {
        switch (exception) {
            case InvalidInputException invalid -> {
                invalid.problems().forEach(problem -> err.println(line(problem)));
                return ExitCode.BAD_INPUT;
            }
            case Refusal refusal -> {
                err.println("rowloom: " + refusal.getMessage());
                return refusal.code();
            }
            case DatabaseException database -> {
                err.println("rowloom: " + database.getMessage());
                return ExitCode.UNREACHABLE;
            }
            case StoreUnavailableException unavailable -> {
                err.println("rowloom: the database cannot be reached: " + unavailable.getMessage());
                return ExitCode.UNREACHABLE;
            }
            default -> {
                err.println("rowloom: a fault in Rowloom itself: " + exception + " (--debug shows where)");
                return ExitCode.FAILED;
            }
        }
    }

    private static String line(Problem problem) {
        return "rowloom: " + problem;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine commandLine = exception.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("rowloom: " + exception.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.BAD_INPUT.code();
    }
}
