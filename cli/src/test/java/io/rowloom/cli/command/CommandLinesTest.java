package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.cli.config.Config;
import io.rowloom.cli.database.Database;
import io.rowloom.cli.database.DatabaseException;
import io.rowloom.cli.database.Databases;
import io.rowloom.store.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RuntimeException opening = new DatabaseException("the database is not there");

    private int run(String... arguments) {
        Databases databases = new Databases() {
            @Override
            public Database open(Config config) {
                throw opening;
            }

            @Override
            public List<String> migrate(Config config) {
                return List.of("migrated " + config.db().map(Object::toString).orElse("the embedded one"));
            }

            @Override
            public Status status(Config config) {
                return new Status("db", "running", "too old", false);
            }

            @Override
            public String stop(Config config) {
                return "stopped";
            }
        };
        return CommandLines.run(new Surroundings(Map.of("HOME", directory.toString()), directory, new PrintWriter(out), new PrintWriter(err), Optional.empty(),
                Clock.systemUTC(), databases, (_, _, _, _, _, _) -> {
                    throw new AssertionError("no worker here");
                }), arguments);
    }

    @Test
    void anUnknownVerbIsBadInputWithASuggestion() {
        assertThat(run("stak", "list")).isEqualTo(2);
        assertThat(err.toString()).contains("stak").contains("stack");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack create", "stack create 9web -t x.yaml", "stack", "", "stack list --limit 0", "stack list -o xml", "stack create web -t x --on-failure cry",
            "types --set no.such=1", "types --set worker.slots=none", "stack wait web --timeout soon", "stack create web -t none.yaml --timeout 5", "sim --seeds 0", "sim --workers 0"})
    void wrongUsageIsBadInput(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void anUnreachableDatabaseIsSaidWithoutAStackTrace() {
        assertThat(run("stack", "list")).isEqualTo(4);
        assertThat(err.toString()).isEqualTo("rowloom: the database is not there" + System.lineSeparator());
        opening = new StoreUnavailableException("connection refused", new IllegalStateException());
        assertThat(run("engine", "list")).isEqualTo(4);
        assertThat(err.toString()).doesNotContain("\tat ");
        assertThat(run("engine", "list", "--debug")).isEqualTo(4);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void statusOfAnUnusableDatabaseIsUnreachable() {
        assertThat(run("db", "status", "-o", "json")).isEqualTo(4);
        assertThat(out.toString()).contains("\"usable\" : false");
    }

    @Test
    void thePasswordOnTheCommandLineIsNeverPrinted() {
        assertThat(run("db", "migrate", "--db", "postgresql://ann:hush@db/app")).isZero();
        assertThat(run("config", "--db", "postgresql://ann:hush@db/app")).isZero();
        assertThat(run("config", "--db", "postgresql://ann:hush@db:x/app")).isEqualTo(2);
        assertThat(out.toString() + err).contains("ann").doesNotContain("hush");
    }

    @Test
    void everyVerbHasHelpWithExamples() {
        for (String verb : List.of("stack create", "stack update", "stack delete", "stack rollback", "stack cancel", "stack mark-unhealthy", "stack signal", "stack hook list", "stack hook clear", "stack list",
                "stack show", "stack events", "stack history",
                "stack resources", "stack outputs", "stack wait", "stack template", "validate", "engine list", "limit list", "limit set", "limit remove", "types", "config", "config generate-key", "db migrate",
                "db status", "db stop", "worker", "completion", "demo", "bench", "sim")) {
            out.getBuffer().setLength(0);
            assertThat(run((verb + " --help").split(" "))).as(verb).isZero();
            assertThat(out.toString()).as(verb).containsPattern("Examples?:").contains("Exit codes:", "rowloom " + verb);
        }
    }

    @Test
    void configShowsSourcesAsData() throws Exception {
        Files.writeString(directory.resolve("rowloom.yaml"), "worker:\n  slots: 7\n");
        assertThat(run("config", "-o", "json", "--set", "tenant=me")).isZero();
        JsonNode data = new ObjectMapper().readTree(out.toString());
        assertThat(data).anySatisfy(node -> {
            assertThat(node.get("setting").asText()).isEqualTo("worker.slots");
            assertThat(node.get("value").asText()).isEqualTo("7");
            assertThat(node.get("source").asText()).endsWith("rowloom.yaml:2");
        });
        assertThat(data).anySatisfy(node -> assertThat(node.get("source").asText()).isEqualTo("--set"));
    }

    @Test
    void aSettingThatIsNoneIsNamedWithTheOneThatWasMeant() {
        assertThat(run("config", "--set", "worker.slot=3")).isEqualTo(2);
        assertThat(err.toString()).contains("worker.slot: there is no such setting (in --set)", "did you mean worker.slots?");
    }

    @Test
    void aGeneratedKeyIsThirtyTwoBytesAndFresh() {
        run("config", "generate-key");
        String first = out.toString().strip();
        run("config", "generate-key");
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
        assertThat(out.toString().strip().lines().distinct()).hasSize(2);
    }

    @Test
    void completionIsAScriptThatKnowsTheVerbs() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("rollback", "--retry-conflict");
    }

    @Test
    void measurementsAreLeftToTheLauncher() {
        assertThat(run("bench", "cost")).isEqualTo(2);
        assertThat(err.toString()).contains("rowloom bench cost");
    }

    @Test
    void anUnknownTypeIsNotFound() {
        assertThat(run("types", "OS::Heat::Nothing::Like::This")).isEqualTo(6);
    }

    @Test
    void seedsThatHoldAreCounted() throws Exception {
        assertThat(run("sim", "--seeds", "4", "--from", "11", "--workers", "2", "-o", "json")).as(err.toString()).isZero();
        JsonNode data = new ObjectMapper().readTree(out.toString());
        assertThat(data.get("seeds").asInt()).isEqualTo(4);
        assertThat(data.get("failed")).isEmpty();
    }
}
