package io.rowloom.simulator.random;

import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import io.rowloom.simulator.Chronicle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A run in which something does not hold, as people see it: the finding, the script, and what happened. */
public record Failure(RandomRun.Verdict verdict, Backing.Factory backing) {

    /** The smallest run that could be found while there was time, and that fails in the same {@link Check} as this one did first. */
    public Failure shrunk(BooleanSupplier timeLeft) {
        Check check = verdict.findings().getFirst().check();
        Script smallest = Shrinker.shrink(verdict.script(),
                script -> RandomRun.of(script, backing).findings().stream().anyMatch(f -> f.check() == check), timeLeft);
        return new Failure(RandomRun.of(smallest, backing), backing);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        verdict.findings().forEach(finding -> lines.add("does not hold: " + finding));
        lines.add("");
        lines.addAll(verdict.script().lines());
        lines.add("");
        lines.addAll(timeline(RandomRun.chronicle(verdict.script(), backing)));
        return lines;
    }

    /** One line each, in columns: when, who, what, what came of it. */
    static List<String> timeline(List<Chronicle.Entry> entries) {
        int who = width(entries.stream().map(Chronicle.Entry::who));
        int what = Math.min(30, width(entries.stream().map(Chronicle.Entry::what)));
        return entries.stream().map(e -> String.format("%10s  %s  %s  %s", time(e.at()), padded(e.who(), who), padded(e.what(), what), e.came()).stripTrailing()).toList();
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String time(Duration at) {
        return String.format("%d.%03d s", at.toSeconds(), at.toMillisPart());
    }
}
