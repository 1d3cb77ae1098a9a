package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.cli.database.ConfiguredDatabases;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class VerbTreeTest {
    private static CommandLine tree(String... arguments) {
        return VerbTree.of(new Rowloom(new Surroundings(Map.of(), Path.of(""), new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), Optional.empty(),
                Clock.systemUTC(), new ConfiguredDatabases(), (_, _, _, _, _, _) -> {
                    throw new AssertionError("no worker here");
                })), List.of(arguments));
    }

    /** The way to each command, groups included. */
    static List<List<String>> ways() {
        return below(tree(), List.of()).toList();
    }

    private static Stream<List<String>> below(CommandLine command, List<String> way) {
        return command.getSubcommands().entrySet().stream().filter(sub -> !sub.getKey().equals("help")).flatMap(sub -> {
            List<String> further = new ArrayList<>(way);
            further.add(sub.getKey());
            return Stream.concat(Stream.of(further), below(sub.getValue(), further));
        });
    }

    private static CommandLine at(CommandLine tree, List<String> way) {
        CommandLine found = tree;
        for (String word : way) {
            found = found.getSubcommands().get(word);
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsBuiltForAVerbIsWhatIsBuiltForAll(List<String> way) {
        CommandLine narrow = tree(way.toArray(new String[0]));

        assertThat(at(narrow, way).getUsageMessage()).isEqualTo(at(tree(), way).getUsageMessage());
        assertThat(narrow.getSubcommands()).containsOnlyKeys(way.getFirst());
    }

    @Test
    void thereAreWaysToVerbsInGroups() {
        assertThat(ways()).contains(List.of("worker"), List.of("stack"), List.of("stack", "list"), List.of("stack", "snapshot", "show"));
    }

    @Test
    void whatNamesNoVerbSeesAllOfThem() {
        assertThat(tree("--help").getSubcommands()).hasSameSizeAs(tree().getSubcommands());
        assertThat(tree("help", "stack").getSubcommands()).hasSameSizeAs(tree().getSubcommands());
        assertThat(tree("--tenant", "stack", "list").getSubcommands()).hasSameSizeAs(tree().getSubcommands());
        assertThat(at(tree("stack", "lst"), List.of("stack")).getSubcommands()).hasSizeGreaterThan(10);
    }
}
