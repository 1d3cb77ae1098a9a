package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Builds the parser for all verbs. */
public final class CommandLines {
    private CommandLines() {}

    /** Runs one command line. Answers the exit code. Prints only to the surroundings' writers. */
    public static int run(Surroundings surroundings, String... arguments) {
        Rowloom rowloom = new Rowloom(surroundings);
        Errors errors = new Errors(rowloom);
        CommandLine commandLine = VerbTree.of(rowloom, List.of(arguments))
                .setOut(surroundings.out()).setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors)
                .setColorScheme(CommandLine.Help.defaultColorScheme(surroundings.terminal().filter(t -> t.color()).isPresent() ? Ansi.ON : Ansi.OFF));
        tellExitCodes(commandLine.getCommandSpec());
        int code = arguments.length == 0 ? usage(commandLine) : commandLine.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    private static int usage(CommandLine commandLine) {
        commandLine.usage(commandLine.getErr());
        return ExitCode.BAD_INPUT.code();
    }

    private static void tellExitCodes(CommandSpec spec) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> codes.put(" " + code.code(), code.meaning()));
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        spec.subcommands().values().forEach(sub -> {
            if (!sub.getCommandName().equals("help")) {
                tellExitCodes(sub.getCommandSpec());
            }
        });
    }
}
