package io.rowloom.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ModelCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void answersWithATableTheNeedAndAllAssumptions() {
        assertThat(run("model")).isZero();
        assertThat(out.toString()).contains("what limits it", "(too many)", "needed within 30 min: ", "reckoned with: ", "--row-us 1 ", "--idle-statements 9.3", "assumed: ",
                "measured").doesNotContain("NaN", "Infinity");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void ownFiguresReplaceMeasuredOnes() {
        String[] arguments = {"model", "--workers", "10", "--open", "0", "--hints", "0", "--idle-ms", "0", "--action-seconds", "0",
            "--resources", "1000000", "--cores", "10", "--busy", "1", "--database-ms", "60", "--within", "2h"};
        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).contains("1 h 40 min", "processors of the databases", "--database-ms 60", "1 database,"); // a million times 60 ms in ten cores
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(run("model", "--resources", "0", "--busy", "1.5", "--open", "-1", "--costs", "tall", "--within", "soon", "--cores", "NaN")).isEqualTo(2);
        assertThat(err.toString()).contains("--resources", "--busy", "--open", "'tall' is none of wide-100, wide-1000, chain-1000", "--within", "--cores").doesNotContain("\tat ");
    }

    @Test
    void hasHelpWithExamples() {
        assertThat(run("model", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "rowloom bench model --costs chain-1000", "--max-connections");
    }
}
