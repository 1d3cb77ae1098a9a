package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Terminal;
import io.rowloom.cli.progress.SeedsProgress;
import io.rowloom.cli.worker.Logging;
import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import io.rowloom.simulator.random.Campaign;
import io.rowloom.simulator.random.Failure;
import io.rowloom.simulator.random.RandomRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "sim", header = "Run the engine against generated stacks, users and faults, and judge what comes of it.",
        description = {"Each seed is a run: real workers on a store in memory and on virtual time, in an order that the seed decides, with users who change their",
                "mind, crashes, pauses, lost and late calls. The same seed gives the same run. A run that fails is made as small as it goes, and told step by step.",
                "Needs no database. Ends with 0 only if everything holds in all runs."},
        footer = {"Examples:", "  rowloom sim --seeds 10000", "  rowloom sim --from 4711 --seeds 1             (replays one seed)",
                "  rowloom sim --seeds 100000 --keep-going -o json"})
final class SimCommand extends Verb {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration SHRINK_FOR = Duration.ofSeconds(30);

    @Option(names = "--seeds", paramLabel = "NUMBER", defaultValue = "1000", description = "How many runs. Default: ${DEFAULT-VALUE}.")
    private long seeds;

    @Option(names = "--from", paramLabel = "SEED", defaultValue = "1", description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--workers", paramLabel = "NUMBER", description = "How many runs at a time. Default: one per processor.")
    private @Nullable Integer workers;

    @Option(names = "--keep-going", description = "Do not stop at the first run that fails.")
    private boolean keepGoing;

    @Option(names = "--no-shrink", description = "Show a run that fails as it is. Otherwise at most half a minute is spent on making it smaller.")
    private boolean noShrink;

    @Override
    ExitCode run() throws Exception {
        int atATime = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (seeds < 1 || atATime < 1) {
            throw new ParameterException(spec().commandLine(), "--seeds and --workers must be at least 1");
        }
        Logging.off();
        SeedsProgress progress = new SeedsProgress(rowloom().surroundings().err(), rowloom().surroundings().terminal().map(Terminal::width).orElse(0), seeds,
                System::nanoTime);
        long[] done = {0};
        SortedMap<Long, Check> failed = new Campaign(from, seeds, atATime, keepGoing, Backing::memory).run(ON_TERMINAL, now -> {
            done[0] = now;
            progress.show(now);
        });
        progress.close();
        report(done[0], progress, failed);
        return failed.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void report(long done, SeedsProgress progress, SortedMap<Long, Check> failed) {
        Map<Check, Failure> shown = new EnumMap<>(Check.class);
        failed.forEach((seed, check) -> shown.computeIfAbsent(check, _ -> failure(seed)));
        String summary = String.format(Locale.ROOT, "%,d seeds from %d in %.1f s (%.0f/s): ", done, from, progress.seconds(), progress.perSecond(done))
                + (failed.isEmpty() ? "everything holds." : failed.size() + " failed.");
        ObjectNode data = Json.object().put("from", from).put("seeds", done).put("seconds", progress.seconds());
        ArrayNode list = data.putArray("failed");
        failed.forEach((seed, check) -> list.addObject().put("seed", seed).put("check", check.name()).put("holds_not", check.toString()));
        ArrayNode runs = data.putArray("smallest");
        shown.forEach((check, failure) -> failure.lines().forEach(runs.addObject().put("check", check.name()).putArray("run")::add));
        rowloom().printer().printLines(data, () -> lines(failed, shown, summary));
    }

    private static List<String> lines(SortedMap<Long, Check> failed, Map<Check, Failure> shown, String summary) {
        List<String> lines = new ArrayList<>();
        failed.forEach((seed, check) -> {
            lines.add("seed " + seed + " fails: " + check);
            Failure failure = shown.remove(check);
            if (failure != null) {
                lines.add("");
                lines.addAll(failure.lines());
                lines.add("");
            }
        });
        lines.add(summary);
        return lines;
    }

    private Failure failure(long seed) {
        Failure whole = new Failure(RandomRun.of(RandomRun.script(seed)), Backing::memory);
        long end = System.nanoTime() + SHRINK_FOR.toNanos();
        return noShrink ? whole : whole.shrunk(() -> System.nanoTime() < end);
    }
}
