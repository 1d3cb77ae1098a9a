package io.rowloom.benchmarks;

import io.rowloom.benchmarks.detection.DetectionCommand;
import io.rowloom.benchmarks.limit.LimitCommand;
import io.rowloom.benchmarks.locks.CompareCommand;
import io.rowloom.benchmarks.locks.LocksCommand;
import io.rowloom.benchmarks.micro.MicroCommand;
import io.rowloom.benchmarks.model.ModelCommand;
import io.rowloom.benchmarks.peers.PeersCommand;
import io.rowloom.benchmarks.throughput.ThroughputCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The command {@code rowloom bench}; see {@link CostCommand}, {@link ThroughputCommand}, {@link LocksCommand} and {@link DetectionCommand}. */
@Command(name = "rowloom bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", header = "Measure Rowloom.", commandListHeading = "%nCommands:%n",
        subcommands = {CostCommand.class, ThroughputCommand.class, LimitCommand.class, PeersCommand.class, LocksCommand.class, CompareCommand.class, ReportCommand.class,
            DetectionCommand.class, MicroCommand.class, ModelCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }

    /** With all commands, and errors told as people want them. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler((exception, commandLine, _) -> {
            commandLine.getErr().println("rowloom bench: " + told(exception));
            if (System.getenv("ROWLOOM_DEBUG") != null) {
                exception.printStackTrace(commandLine.getErr());
            }
            return exception instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    }

    private static String told(Exception exception) {
        return exception instanceof RuntimeException && exception.getMessage() != null ? exception.getMessage() : exception.toString();
    }
}
