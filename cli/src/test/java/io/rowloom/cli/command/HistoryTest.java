package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters: {size: {type: string, default: small}}
            resources:
              first: {type: "Test::Thing", properties: {value: {get_param: size}, shape: round}}
              second: {type: "Test::Thing"}
            """;

    @Test
    void eachRequestIsALine() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=fail", "--wait")).isEqualTo(1);
        template(TEMPLATE.replace("round", "flat").replaceAll(" *second:.*\n", ""));
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "history", "web")).as(err).isZero();
        assertThat(out.lines().toList()).hasSize(5);
        assertThat(out).containsPattern("1 +CREATE .* 2 created +one \\(2\\) +COMPLETE")
                .containsPattern("2 +UPDATE .* 1 failed +one \\(1\\) +FAILED, rolled back by 3: Resource UPDATE failed: .*it was told to fail")
                .containsPattern("3 +ROLLBACK to 1 .* COMPLETE").containsPattern("4 +UPDATE .* 1 replaced, 1 deleted +one \\(4\\) +COMPLETE");

        assertThat(run("stack", "history", "web", "--last", "3", "-o", "json")).isZero();
        assertThat(json()).hasSize(3);
        assertThat(json().at("/0/outcome").asText()).isEqualTo("failed");
        assertThat(json().at("/0/rolled_back_by").asInt()).isEqualTo(3);
        assertThat(json().at("/1/leads_to_traversal").asInt()).isEqualTo(1);
        assertThat(json().at("/2/counts/replaced").asInt()).isEqualTo(1);
        assertThat(json().at("/2/engines/0/engine_name").asText()).isEqualTo("one");
        assertThat(json().at("/2/took_seconds").isNumber()).isTrue();
        assertThat(run("stack", "history", "web", "-o", "yaml")).isZero();
        assertThat(out).contains("outcome: complete");
    }

    @Test
    void whatDidNotEndProperlyIsSaid() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml")).isZero();
        assertThat(run("stack", "cancel", "web")).isZero();
        assertThat(run("stack", "rollback", "web")).as(err).isZero();
        assertThat(run("stack", "history", "web")).isZero();
        assertThat(out).contains("superseded by 2", "FAILED, cancelled", "ROLLBACK to nothing", "(runs)");
    }

    @Test
    void badInputIsRefused() {
        assertThat(run("stack", "history", "none")).isEqualTo(6);
        assertThat(run("stack", "history", "none", "--last", "0")).isEqualTo(2);
    }
}
