package io.rowloom.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementCallsTest {
    private static StatementCalls calls(String query, long calls, double millis) {
        return new StatementCalls(query, calls, millis, 10 * calls, 100 * calls);
    }

    @Test
    void growthIsWhatWasCalledBetween() {
        Map<String, StatementCalls> before = Map.of("a", calls("a", 3, 6), "b", calls("b", 1, 1));
        Map<String, StatementCalls> after = Map.of("a", calls("a", 5, 10), "b", calls("b", 1, 1), "c", calls("c", 2, 8));

        assertThat(StatementCalls.growth(before, after).stream().sorted(StatementCalls.DEAREST_FIRST)).containsExactly(calls("c", 2, 8), calls("a", 2, 4));
    }

    @Test
    void aStatementIsAboutTheTablesThatItWrites() {
        String query = """
            WITH w AS (
                UPDATE resource r SET version = version + 1 FROM p WHERE r.no = p.no RETURNING r.no),
            e AS (INSERT INTO event (no) SELECT no FROM w)
            SELECT * FROM node JOIN w ON true""";

        assertThat(calls(query, 1, 1).about(20)).isEqualTo("update resource, insert into event");
    }

    @Test
    void orThatItReadsButNotItsOwnParts() {
        String query = "WITH RECURSIVE a(x) AS MATERIALIZED (SELECT 1 FROM node), b AS (SELECT 2 FROM a) SELECT 1 FROM b JOIN resource r ON true JOIN unnest($1) u ON true";

        assertThat(calls(query, 1, 1).about(20)).isEqualTo("read node, resource");
    }

    @Test
    void orItsBeginning() {
        assertThat(calls("SHOW   server_version_num", 1, 1).about(12)).isEqualTo("SHOW server…");
        assertThat(List.of("BEGIN", " commit;", "SET TRANSACTION READ ONLY")).allMatch(query -> calls(query, 1, 1).isControl());
    }
}
