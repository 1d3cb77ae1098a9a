package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The verbs on limits. */
class LimitsTest extends VerbsBed {
    private static final String THREE = """
            heat_template_version: 2021-04-16
            resources:
              one: {type: "Test::Thing", properties: {value: never}}
              two: {type: "Test::Thing", properties: {value: never}}
              three: {type: "Test::Thing", properties: {value: never}}
            """;

    @Test
    void aLimitIsSetShownChangedAndTakenAway() {
        assertThat(run("limit", "set", "Test::Thing", "4", "--force")).as(err).isZero();
        assertThat(out).contains("Test::Thing  at most 4 at once");
        assertThat(run("limit", "set", "OS::Heat::None", "2", "-o", "json")).as(err).isZero();
        assertThat(json()).hasToString("{\"resource_type\":\"OS::Heat::None\",\"limit\":2}");
        assertThat(run("limit", "set", "OS::Heat::None", "3")).isZero();
        assertThat(run("limit", "list")).isZero();
        assertThat(out).containsSubsequence("OF", "LIMIT", "OPEN", "WAITING", "OS::Heat::None", "3", "0", "0", "Test::Thing", "4");
        assertThat(run("limit", "remove", "OS::Heat::None")).isZero();
        assertThat(run("limit", "remove", "OS::Heat::None")).isEqualTo(6);
        assertThat(run("limit", "list", "-o", "json")).isZero();
        assertThat(json()).hasSize(1);
        assertThat(run("limit", "list", "-o", "yaml")).isZero();
        assertThat(out).contains("- resource_type: Test::Thing", "  limit: 4", "  open: 0", "  waiting: 0");
        assertThat(run("limit", "remove", "Test::Thing")).as("which is not known here").isZero();
    }

    @Test
    void theLimitOfAStackIsKeptAndShown() {
        template(THREE);
        run("stack", "create", "web", "-t", "t.yaml");
        assertThat(run("limit", "set", "--stack", "web", "2")).as(err).isZero();
        startWorker();
        assertThat(run("stack", "wait", "web", "--timeout", "1s")).as("they never end").isEqualTo(5);
        assertThat(run("limit", "list", "-o", "json")).isZero();
        assertThat(json().get(0).get("stack_name").asText()).isEqualTo("web");
        assertThat(json().get(0).get("open").asInt()).isEqualTo(2);
        assertThat(json().get(0).get("waiting").asInt()).isEqualTo(1);
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).contains("2 at once, 2 open, 1 waiting");
        assertThat(run("limit", "remove", "--stack", "web")).isZero();
        assertThat(run("limit", "list", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void whatIsNoLimitIsRefused() {
        assertThat(run("limit", "set", "OS::Heat::Nome", "2")).isEqualTo(6);
        assertThat(err).contains("did you mean OS::Heat::None?", "--force");
        for (String number : new String[] {"0", "-1", "many", "99999999999"}) {
            assertThat(run("limit", "set", "OS::Heat::None", "--", number)).isEqualTo(2);
            assertThat(err).contains("whole number");
        }
        assertThat(run("limit", "set", "3")).isEqualTo(2);
        assertThat(run("limit", "set", "OS::Heat::None", "3", "--stack", "web")).isEqualTo(2);
        assertThat(run("limit", "set", "--stack", "web", "3")).isEqualTo(6);
        assertThat(run("limit")).isEqualTo(2);
    }
}
