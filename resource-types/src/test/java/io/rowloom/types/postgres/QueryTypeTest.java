package io.rowloom.types.postgres;

import static io.rowloom.types.postgres.TestServer.URL;
import static io.rowloom.types.postgres.TestServer.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Step;
import io.rowloom.types.TestCall;
import org.junit.jupiter.api.Test;

class QueryTypeTest {
    private final QueryType type = new QueryType();

    @Test void readsRows() {
        Step.Done done = (Step.Done) type.create(call("SELECT 1 AS n, NULL AS nothing, now() IS NOT NULL AS yes, 2.5 AS d, current_user::text AS "
                + "who", ""));
        assertThat(done.outputs().path("rows").toString()).isEqualTo("[{\"n\":1,\"nothing\":null,\"yes\":true,\"d\":2.5,\"who\":\"postgres\"}]");
        assertThat(done.outputs().path("value").asInt()).isEqualTo(1);
    }

    @Test void readsAtMostAHundredRows() {
        assertThat(((Step.Done) type.create(call("SELECT generate_series(1, 100000)", ""))).outputs().path("rows")).hasSize(100);
        assertThat(((Step.Done) type.create(call("SELECT 1 WHERE false", ""))).outputs().path("value").isNull()).isTrue();
    }

    @Test void changesNothing() throws Exception {
        assertThat(((Step.Failed) type.create(call("CREATE TABLE query_t AS SELECT 1", ""))).reason()).contains("read-only transaction");
        assertThat(ask("postgres", "SELECT 1 FROM pg_tables WHERE tablename = 'query_t'")).isEqualTo("nothing");
    }

    @Test void failsWhenTheValueIsNotTheExpectedOne() {
        assertThat(type.create(call("SELECT 1", ", 'expect': '1'"))).isInstanceOf(Step.Done.class);
        assertThat(type.create(call("SELECT 2", ", 'expect': '1'"))).isInstanceOf(Step.Failed.class);
    }

    @Test void aLookReadsAgain() throws Exception {
        Observation.Found found = (Observation.Found) type.observe(call("SELECT 3", ", 'expect': '3'"));
        assertThat(found.properties()).isEmpty();
        assertThat(found.outputs().path("value").asInt()).isEqualTo(3);
        assertThat(type.observe(call("SELECT 4", ", 'expect': '3'"))).isInstanceOf(Observation.Unfit.class);
        assertThatThrownBy(() -> type.observe(TestCall.of(type, "q", "{'url': 'postgresql://me:hunter22@127.0.0.1:1/x', 'sql': 'SELECT 1'}")))
                .hasMessageContaining("cannot be used now").hasMessageNotContaining("hunter22");
    }

    @Test void aLoginThatIsRefusedIsSaidWithoutThePassword() {
        Step.Failed failed = (Step.Failed) type.create(TestCall.of(type, "q", "{'url': '" + URL.replaceFirst("postgres:[^@]+@", "nobody:hunter22@")
                + "', 'sql': 'SELECT 1'}"));
        assertThat(failed.reason()).contains("nobody").doesNotContain("hunter22");
        assertThat(((Step.Failed) type.create(call("SELECT 'hunter22' FROM nowhere", ""))).reason()).contains("nowhere").doesNotContain("hunter22");
    }

    private TestCall call(String sql, String more) {
        return TestCall.of(type, "q", "{'url': '" + URL + "', 'sql': '" + sql.replace("'", "\\u0027") + "'" + more + "}");
    }
}
