package io.rowloom.cli.command;

import io.rowloom.cli.config.Configuration;
import io.rowloom.cli.config.Key;
import io.rowloom.cli.config.Layers;
import io.rowloom.cli.config.Sourced;
import io.rowloom.cli.output.Format;
import io.rowloom.cli.output.Printer;
import io.rowloom.cli.output.Terminal;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problems;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all verbs, with the options that every verb has. */
@Command(name = "rowloom", version = "rowloom 0.1.0", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, sortOptions = false,
        synopsisSubcommandLabel = "COMMAND", usageHelpAutoWidth = true,
        header = "Brings what a template describes into being, and keeps it so, with any number of workers on one PostgreSQL.",
        optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", parameterListHeading = "%nParameters:%n", headerHeading = "",
        descriptionHeading = "%n", footerHeading = "%n")
@Verbs({DemoCommand.class, StackCommand.class, ValidateCommand.class, WorkerCommand.class, EngineCommand.class, LimitCommand.class, TypesCommand.class,
        DatabaseCommand.class, ConfigCommand.class, BenchCommand.class, SimCommand.class, CompletionCommand.class, HelpCommand.class})
public final class Rowloom {
    @Option(names = "--db", scope = ScopeType.INHERIT, paramLabel = "URL", order = 900,
            description = "The database: postgresql://user:password@host:port/name?… or a JDBC URL. Better in ROWLOOM_DB or the file, where "
                    + "other users of the machine do not see it. None: an embedded one in the data directory.")
    private @Nullable String db;

    @Option(names = "--tenant", scope = ScopeType.INHERIT, paramLabel = "TENANT", order = 901, description = "Whose stacks these are.")
    private @Nullable String tenant;

    @Option(names = "--config", scope = ScopeType.INHERIT, paramLabel = "FILE", order = 902,
            description = "The configuration file; else ./rowloom.yaml or ~/.config/rowloom/config.yaml.")
    private @Nullable Path config;

    @Option(names = "--set", scope = ScopeType.INHERIT, paramLabel = "SETTING=VALUE", order = 903,
            description = "Any setting that 'rowloom config' lists, for this run. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = {"-o", "--output"}, scope = ScopeType.INHERIT, paramLabel = "FORMAT", defaultValue = "TABLE", order = 904,
            description = "table, json or yaml.")
    private Format format = Format.TABLE;

    @Option(names = "--debug", scope = ScopeType.INHERIT, order = 905, description = "Show the stack trace of an error.")
    private boolean debug;

    private final Surroundings surroundings;
    private final Map<Key, Sourced> verbFlags = new EnumMap<>(Key.class);

    public Rowloom(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean debug() {
        return debug || surroundings.environment().containsKey("ROWLOOM_DEBUG");
    }

    Printer printer() {
        return new Printer(format, surroundings.out(), surroundings.terminal().map(Terminal::width).orElse(Integer.MAX_VALUE));
    }

    /** A flag of one verb that stands for a setting. */
    void flag(Key key, String flag, @Nullable Object value) {
        if (value != null) {
            verbFlags.put(key, new Sourced(value.toString(), flag));
        }
    }

    /** @throws InvalidInputException with every fault in the settings */
    Configuration configuration() {
        Map<Key, Sourced> flags = new EnumMap<>(verbFlags);
        Problems problems = new Problems();
        settings.forEach((name, value) -> Key.of(name).ifPresentOrElse(
                key -> flags.put(key, new Sourced(value, "--set")), () -> problems.add(Layers.unknown(name, "--set", Key.names()))));
        problems.throwIfAny();
        flag(flags, Key.DB, "--db", db);
        flag(flags, Key.TENANT, "--tenant", tenant);
        return Configuration.load(flags, surroundings.environment(), Optional.ofNullable(config), surroundings.directory());
    }

    private static void flag(Map<Key, Sourced> flags, Key key, String flag, @Nullable String value) {
        if (value != null) {
            flags.put(key, new Sourced(value, flag));
        }
    }
}
