package io.rowloom.benchmarks.peers;

import io.rowloom.benchmarks.gauge.Reading;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.db.DatabaseUrl;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Terraform, or OpenTofu, with its own resource that is nothing ({@code terraform_data}), and its state in the same database. Needs no network. */
final class Terraform implements AutoCloseable {
    private static final String SCHEMA = "rowloom_peer_terraform";
    private static final int PARALLELISM = 64;

    private final Ground ground;
    private final Path program;
    private final Path directory;
    private final String database;

    private Terraform(Ground ground, Path program, Path directory, String database) {
        this.ground = ground;
        this.program = program;
        this.directory = directory;
        this.database = database;
    }

    /** The first on the path; empty when there is none. */
    static Optional<Path> onPath() {
        return Stream.of("terraform", "tofu").flatMap(name -> Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(place -> Path.of(place, name)))
                .filter(Files::isExecutable).findFirst();
    }

    static Terraform open(Ground ground, Path program) throws SQLException, IOException, InterruptedException {
        DatabaseUrl url = ground.emptySchema(SCHEMA);
        URI place = URI.create(url.jdbcUrl().substring("jdbc:".length()));
        String connection = "postgres://" + URLEncoder.encode(url.user(), StandardCharsets.UTF_8) + url.password().map(word -> ":"
                + URLEncoder.encode(word, StandardCharsets.UTF_8)).orElse("")
                + "@" + place.getAuthority() + place.getPath() + "?sslmode=disable";
        Terraform terraform = new Terraform(ground, program, Files.createTempDirectory("rowloom-bench-"), connection);
        terraform.configure(1);
        terraform.command("init", "-input=false");
        return terraform;
    }

    private void configure(int resources) throws IOException {
        Files.writeString(directory.resolve("main.tf"), """
            terraform {
              backend "pg" {
                schema_name = "%s"
              }
            }
            resource "terraform_data" "r" {
              count = %d
              input = "one"
            }
            """.formatted(SCHEMA, resources));
    }

    /** Creates them, and destroys them again. Only the former is measured, with the start of its process. */
    Done run(int round, int resources) throws SQLException, IOException, InterruptedException {
        configure(resources);
        Reading before = ground.gauges().read(ground.gauges().backend(), Map.of(), Map.of());
        long start = System.nanoTime();
        command("apply", "-auto-approve", "-input=false", "-parallelism=" + PARALLELISM);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> counters = ground.gauges().growth(before, ground.gauges().read(ground.gauges().backend(), Map.of(), Map.of()));
        command("destroy", "-auto-approve", "-input=false", "-parallelism=" + PARALLELISM);
        return new Done(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), round, Contestant.TERRAFORM, 1, resources, resources, seconds, Double.NaN,
                program.getFileName() + " apply -parallelism=" + PARALLELISM + " of terraform_data, state in PostgreSQL, one process", counters);
    }

    private void command(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        Path log = directory.resolve("terraform.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("PG_CONN_STR", database, "TF_IN_AUTOMATION", "1", "CHECKPOINT_DISABLE", "1", "NO_COLOR", "1"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.getFileName() + " " + words[0] + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        ground.drop(SCHEMA);
        try (var all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
