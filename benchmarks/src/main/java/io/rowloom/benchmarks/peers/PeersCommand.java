package io.rowloom.benchmarks.peers;

import io.rowloom.benchmarks.Attempt;
import io.rowloom.benchmarks.Environment;
import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.benchmarks.ResultFiles;
import io.rowloom.benchmarks.Words;
import io.rowloom.benchmarks.ground.Ground;
import io.rowloom.benchmarks.throughput.WideEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rowloom bench peers}. */
@Command(name = "peers", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        header = "Have other schedulers do the same work on the same PostgreSQL.",
        description = {"%nJobs that do nothing and depend on nothing: what all can do. Each peer has worker processes of its own, is set up as its documents",
                "recommend where many short jobs are to be done, and says how; it warms up first. Rounds are interleaved with Rowloom's own workers.",
                "db-scheduler, JobRunr, Quartz and DBOS Transact come from the module benchmarks/peers; Terraform (or OpenTofu) from the path.",
                "Ctrl-C, or SIGTERM: what was measured so far is reported.%n"},
        footer = {"%n" + Attempt.EXIT_CODES, "%nExamples:", "  rowloom bench peers --quick", "  rowloom bench peers --jobs 1000,10000 --repetitions 5",
                "  rowloom bench peers --peers db-scheduler,quartz --jobs 10000"})
public final class PeersCommand implements Callable<Integer> {
    private static final int LARGEST = 100_000;
    private static final int MOST_PROCESSES = 8;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int WARM_UP_JOBS = 300;
    private static final double START_SECONDS = 15;
    private static final double SECONDS_PER_JOB = 0.002;

    @Option(names = "--quick", description = "A first look: 1000 jobs, one round.")
    private boolean quick;

    @Option(names = "--peers", split = ",", paramLabel = "NAME", description = "db-scheduler, jobrunr, quartz, dbos, terraform. Rowloom is always there.")
    private List<String> peers = List.of();

    @Option(names = "--jobs", split = ",", paramLabel = "N", description = "Jobs, or resources: 10000.")
    private List<Integer> jobs = List.of();

    @Option(names = "--processes", paramLabel = "N", defaultValue = "2", description = "Worker processes of each: ${DEFAULT-VALUE}. Terraform has one.")
    private int processes;

    @Option(names = "--repetitions", paramLabel = "N", description = "Rounds, interleaved: 3.")
    private @Nullable Integer repetitions;

    @Option(names = "--peers-jar", paramLabel = "FILE", description = "The module of the peers; else benchmarks/peers/target/benchmark-peers-0.1.0-SNAPSHOT.jar.")
    private @Nullable Path jar;

    @Option(names = "--db", paramLabel = "URL", defaultValue = "${env:ROWLOOM_BENCH_DB}",
            description = "An empty database: postgresql://user:password@host:port/name. Schemas rowloom_peer_… are made in it, and dropped. Better in ROWLOOM_BENCH_DB.")
    private @Nullable String db;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the results go; else rowloom-bench-peers-TIME in this directory.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    private final List<Done> all = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Attempt attempt = new Attempt(Optional.ofNullable(spec).orElseThrow());
        Path directory = Attempt.directory(Optional.ofNullable(out), "peers");
        attempt.check(directory, faults());
        return attempt.run(directory, () -> measure(directory, attempt), all, PeerTable::lines);
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Words.all(Contestant.class, "--peers", peers, faults);
        jobs.stream().filter(n -> n < 1 || n > LARGEST).forEach(n -> faults.add("--jobs: " + n + " is not from 1 to " + LARGEST));
        if (processes < 1 || processes > MOST_PROCESSES) {
            faults.add("--processes: " + processes + " is not from 1 to " + MOST_PROCESSES);
        }
        Optional.ofNullable(repetitions).filter(n -> n < 1).ifPresent(n -> faults.add("--repetitions: " + n + " is less than 1"));
        return faults;
    }

    private Path jar() {
        return Optional.ofNullable(jar).orElse(Path.of(Optional.ofNullable(System.getenv("ROWLOOM_HOME")).orElse("."), "benchmarks", "peers", "target",
                "benchmark-peers-0.1.0-SNAPSHOT.jar"));
    }

    /** Rowloom first. What cannot be measured is told, and left out. */
    private List<Contestant> contestants(Attempt attempt) {
        List<Contestant> wanted = peers.isEmpty() ? List.of(Contestant.values()) : Words.all(Contestant.class, "", peers, new ArrayList<>());
        List<Contestant> contestants = new ArrayList<>(List.of(Contestant.ROWLOOM));
        for (Contestant contestant : wanted) {
            switch (contestant) {
                case ROWLOOM -> { }
                case TERRAFORM -> Terraform.onPath().ifPresentOrElse(_ -> contestants.add(contestant),
                        () -> attempt.say("skipped: terraform: neither terraform nor tofu is on the path"));
                case DB_SCHEDULER, JOBRUNR, QUARTZ, DBOS -> {
                    if (Files.exists(jar())) {
                        contestants.add(contestant);
                    } else {
                        attempt.say("skipped: " + Words.of(contestant) + ": there is no " + jar() + " (mvn -pl benchmarks/peers -am package -DskipTests)");
                    }
                }
            }
        }
        return contestants;
    }

    private void measure(Path directory, Attempt attempt) throws SQLException, IOException, InterruptedException {
        List<Contestant> contestants = contestants(attempt);
        List<Integer> sizes = jobs.isEmpty() ? List.of(quick ? 1_000 : 10_000) : jobs;
        int rounds = Optional.ofNullable(repetitions).orElse(quick ? 1 : 3);
        double expected = START_SECONDS + sizes.stream().mapToDouble(size -> size * SECONDS_PER_JOB).sum();
        try (Ground ground = Ground.openWithAutovacuum(Optional.ofNullable(db).filter(text -> !text.isEmpty()))) {
            ground.gauges().lacking().forEach(what -> attempt.say("not counted here: " + what));
            ResultFiles files = ResultFiles.begin(directory, Map.of("bench", "peers", "at", Instant.now().toString(), "environment", Environment.of(ground.machine())),
                    PeerTable.columns());
            Forecast forecast = Forecast.of(contestants.stream().mapToDouble(_ -> rounds * expected));
            attempt.say("about " + Forecast.told(forecast.left()) + "; results in " + directory);
            for (int round = 1; round <= rounds; round++) {
                List<Contestant> order = new ArrayList<>(contestants);
                Collections.rotate(order, 1 - round);
                for (Contestant contestant : order) {
                    long start = System.nanoTime();
                    String where = "[round " + round + "/" + rounds + ", " + Forecast.told(forecast.left()) + " left] " + Words.of(contestant);
                    attempt.say(where + ": starting and warming up …");
                    for (Done done : run(ground, contestant, round, sizes)) {
                        all.add(done);
                        files.add(done, PeerTable.cells(done));
                        attempt.say(where + " " + done.jobs() + ": " + Figures.told(done.perSecond()) + " jobs/s");
                    }
                    forecast = forecast.after(expected, (System.nanoTime() - start) / 1e9);
                }
            }
        }
    }

    private List<Done> run(Ground ground, Contestant contestant, int round, List<Integer> sizes) throws SQLException, IOException, InterruptedException {
        return switch (contestant) {
            case ROWLOOM -> engine(ground, round, sizes);
            case TERRAFORM -> terraform(ground, round, sizes);
            case DB_SCHEDULER, JOBRUNR, QUARTZ, DBOS -> peer(ground, contestant, round, sizes);
        };
    }

    private List<Done> engine(Ground ground, int round, List<Integer> sizes) throws SQLException, IOException, InterruptedException {
        List<Done> done = new ArrayList<>();
        try (WideEngine engine = new WideEngine(ground, processes, WARM_UP_JOBS)) {
            for (int size : sizes) {
                WideEngine.Created created = engine.create(size);
                done.add(new Done(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), round, Contestant.ROWLOOM, processes, size, created.resources(), created.seconds(),
                        Double.NaN,
                        "workers with standard settings, one stack; from before its template is parsed", created.counters()));
            }
        }
        return done;
    }

    private List<Done> peer(Ground ground, Contestant contestant, int round, List<Integer> sizes) throws SQLException, IOException, InterruptedException {
        List<Done> done = new ArrayList<>();
        try (PeerCrew crew = new PeerCrew(ground, jar(), contestant, Words.of(contestant), processes)) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                crew.run(0, WARM_UP_JOBS);
            }
            for (int size : sizes) {
                done.add(crew.run(round, size));
            }
        }
        return done;
    }

    private static List<Done> terraform(Ground ground, int round, List<Integer> sizes) throws SQLException, IOException, InterruptedException {
        List<Done> done = new ArrayList<>();
        try (Terraform terraform = Terraform.open(ground, Terraform.onPath().orElseThrow())) {
            for (int size : sizes) {
                done.add(terraform.run(round, size));
            }
        }
        return done;
    }
}
