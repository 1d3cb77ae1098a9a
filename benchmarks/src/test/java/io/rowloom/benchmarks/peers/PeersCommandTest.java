package io.rowloom.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersCommandTest {
    private static Done done(Contestant contestant, int round, double seconds, double busySeconds) {
        return new Done("2026-01-01T00:00:00Z", round, contestant, 2, 100, 110, seconds, busySeconds, "set up as " + contestant, Map.of("statements", 300.0));
    }

    @Test
    void everyFaultOfTheOptionsIsToldAtOnce() {
        StringWriter err = new StringWriter();

        int code = Main.commandLine().setErr(new PrintWriter(err)).execute("peers", "--peers", "cron", "--jobs", "0", "--processes", "0", "--repetitions", "0");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'cron' is none of rowloom, db-scheduler", "--jobs: 0", "--processes: 0", "--repetitions: 0").doesNotContain("\tat ");
    }

    @Test
    void peersAreComparedByTheBetterOfTheirRates() {
        List<String> lines = PeerTable.lines(List.of(done(Contestant.QUARTZ, 1, 5, 2), done(Contestant.ROWLOOM, 1, 1, Double.NaN), done(Contestant.ROWLOOM, 2, 4, Double.NaN),
                done(Contestant.ROWLOOM, 3, 0.5, Double.NaN)));

        assertThat(lines.get(1).split(" +")).as("the median of 100, 25 and 200").startsWith("100", "rowloom", "2", "3", "100", "25.0–200", "-", "1.00", "1.10", "3.00");
        assertThat(lines.get(2).split(" +")).as("20 per second, 50 once it had begun").startsWith("100", "quartz", "2", "1", "20.0", "20.0–20.0", "50.0", "2.00");
        assertThat(lines).contains("quartz: set up as QUARTZ");
    }

    @Test
    void filesHaveACellForEachColumn() {
        assertThat(PeerTable.cells(done(Contestant.DB_SCHEDULER, 1, 5, Double.NaN))).hasSameSizeAs(PeerTable.columns()).startsWith("db-scheduler", "100", "1", "2", "110",
                "5.0", "", "20.0", "20.0", "3.0");
    }
}
