package io.rowloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.benchmarks.gauge.StatementCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private static final Sample NO_CPU = new Sample(2, Shape.CHAIN, 100, Phase.NO_OP, Duration.ofMillis(500),
            Counts.each(metric -> metric == Metric.DATABASE_CPU_MS ? Double.NaN : 400), Counts.each(_ -> 1), List.of(new StatementCalls("SELECT |\n 1", 7, 0.5, 0, 0)));
    private final Report report = new Report(new Machine(Map.of("cores", "2")), List.of(RowTest.sample(1, 10, 1, 20), NO_CPU));

    @ParameterizedTest
    @CsvSource({"0, 0", "0.00001, 0", "0.1234, 0.123", "1.2345, 1.23", "12.345, 12.3", "123.45, 123", "12345.6, 12346", "-0.5, -0.500", "-0.0001, 0", "NaN, -"})
    void numbersHaveAsManyPlacesAsMeanSomething(double value, String text) {
        assertThat(Figures.told(value)).isEqualTo(text);
    }

    @Test
    void everyFormHasEveryRowWithEveryColumn() throws Exception {
        assertThat(report.in(Report.Form.TABLE)).contains("cores: 2", "chain", "no-op");
        assertThat(report.in(Report.Form.CSV).lines().map(line -> line.split(",", -1).length).distinct()).hasSize(1);
        assertThat(report.in(Report.Form.CSV).lines()).hasSize(3).last().asString().startsWith("2,chain,100,no-op,1,0.500,200,4.00,");
        List<String> markdown = report.in(Report.Form.MARKDOWN).lines().filter(line -> line.startsWith("|")).toList();
        assertThat(markdown).hasSize(4).allSatisfy(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(markdown.getFirst().chars().filter(c -> c == '|').count()));
    }

    @Test
    void jsonHasNumbersAndNullForWhatCannotBeHad() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report.in(Report.Form.JSON));

        assertThat(json.at("/machine/cores").asText()).isEqualTo("2");
        assertThat(json.at("/rows/0/statements").isNumber()).isTrue();
        assertThat(json.at("/rows/0/statements").asDouble()).isEqualTo(2);
        assertThat(json.at("/rows/1/db_cpu_ms").isNull()).isTrue();
        assertThat(json.at("/runs/1/counts/db_cpu_ms").isNull()).isTrue();
        assertThat(json.at("/runs/1/statements/0/query").asText()).isEqualTo("SELECT | 1");
    }

    @Test
    void transactionControlIsNoStatement() {
        assertThat(List.of("BEGIN", "commit", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", " ROLLBACK")).allMatch(q -> new StatementCalls(q, 1, 1, 0, 0).isControl());
        assertThat(List.of("SELECT 1", "SET jit = off", "COMMITTED", "NOTIFY rowloom")).noneMatch(q -> new StatementCalls(q, 1, 1, 0, 0).isControl());
    }
}
