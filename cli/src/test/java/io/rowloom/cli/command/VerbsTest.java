package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerbsTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            description: Two things.
            parameters:
              size: {type: string, default: small}
              token: {type: string, hidden: true, default: hush-hush}
            resources:
              first: {type: "Test::Thing", properties: {value: {get_param: size}}}
              second: {type: "Test::Thing", properties: {value: {get_attr: [first, value]}}}
            outputs:
              told: {value: {get_attr: [second, value]}, description: What it says.}
              password: {value: {get_attr: [second, password]}}
            """;

    @Test
    void aStackIsCreatedUpdatedShownAndDeleted() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=big", "--wait", "--wait-timeout", "20s")).as(err).isZero();
        assertThat(out).contains("first", "CREATE_COMPLETE", "(by one)", "Stack web is CREATE_COMPLETE");

        assertThat(run("stack", "outputs", "web")).isZero();
        assertThat(out).contains("told", "big", "******").doesNotContain("hush");
        assertThat(run("stack", "outputs", "web", "password", "--reveal")).isZero();
        assertThat(out.strip()).isEqualTo("hush-big");
        assertThat(run("stack", "outputs", "web", "-o", "json")).isZero();
        assertThat(out).doesNotContain("hush");
        assertThat(run("stack", "outputs", "web", "nothing")).isEqualTo(6);

        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=huge", "--wait", "-o", "json")).as(err).isZero();
        assertThat(json().get("stack_status").asText()).isEqualTo("UPDATE_COMPLETE");
        assertThat(err).contains("second", "UPDATE_COMPLETE");

        assertThat(run("stack", "show", "web", "-o", "json")).isZero();
        assertThat(json().at("/parameters/size").asText()).isEqualTo("huge");
        assertThat(json().at("/parameters/token").asText()).isEqualTo("******");
        assertThat(json().at("/progress/done").asInt()).isEqualTo(2);
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).contains("UPDATE_COMPLETE", "size = huge", "token = ******", "told = huge").doesNotContain("hush");

        assertThat(run("stack", "resources", "web", "--name", "second", "-o", "yaml")).isZero();
        assertThat(out).contains("resource_name: second", "value: huge", "- first").doesNotContain("hush");
        assertThat(run("stack", "template", "web")).isZero();
        assertThat(out).contains("heat_template_version", "get_param: size").doesNotContain("hush");
        assertThat(run("engine", "list")).isZero();
        assertThat(out).contains("one", "live");

        assertThat(run("stack", "delete", "web", "--wait")).as(err).isZero();
        assertThat(run("stack", "show", "web")).isEqualTo(6);
        assertThat(run("stack", "list")).isZero();
        assertThat(out).doesNotContain("web");
        assertThat(run("stack", "list", "--deleted", "-o", "json")).isZero();
        assertThat(json().get(0).get("stack_status").asText()).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void aFailureIsExitCodeOneAndTellsWhy() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=fail", "--on-failure", "stop", "--wait")).isEqualTo(1);
        assertThat(out).contains("it was told to fail");
        assertThat(run("stack", "create", "back", "-t", "t.yaml", "-P", "size=fail", "--wait")).as("rolled back").isEqualTo(1);
        assertThat(out).contains("ROLLBACK_COMPLETE");
        assertThat(run("stack", "wait", "web")).isEqualTo(1);
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "wait", "web")).isZero();
    }

    @Test
    void waitingTooLongIsExitCodeFiveAndLeavesTheStackAtIt() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=never", "--wait-timeout", "300ms")).isEqualTo(5);
        assertThat(run("stack", "show", "web", "-o", "json")).isZero();
        assertThat(json().get("stack_status").asText()).isEqualTo("CREATE_IN_PROGRESS");
        assertThat(run("stack", "cancel", "web")).isZero();
        assertThat(run("stack", "cancel", "web")).as("nothing to cancel").isEqualTo(3);
    }

    @Test
    void requestsThatCannotBeAreConflicts() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).as(err).isZero();
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isEqualTo(3);
        assertThat(err).contains("already").contains("stack update");
        assertThat(run("stack", "delete", "web")).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml")).isEqualTo(3);
        assertThat(err).contains("DELETE_IN_PROGRESS");
        assertThat(run("stack", "update", "other", "-t", "t.yaml")).isEqualTo(6);
    }

    @Test
    void theSameRequestSentAgainIsAcceptedOnce() {
        template(TEMPLATE);
        String id = "00000000-0000-4000-8000-000000000001";
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--request-id", id, "-o", "json")).isZero();
        String stack = json().get("id").asText();
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--request-id", id, "-o", "json")).as(err).isZero();
        assertThat(json().get("id").asText()).isEqualTo(stack);
        assertThat(json().get("traversal").asInt()).isEqualTo(1);
    }

    @Test
    void aBadTemplateIsRefusedWithEveryFaultAndNothingIsWritten() {
        template("heat_template_version: 2021-04-16\nresources:\n  a: {type: 'Test::Thingy'}\n  b: {type: 'Test::Thing', properties: {valu: x}}\n");
        assertThat(run("validate", "t.yaml")).isEqualTo(2);
        assertThat(err).contains("resources.a", "resources.b");
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isEqualTo(2);
        assertThat(run("stack", "list", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void secretsWithoutAKeyAreRefusedWithWhatToDo() {
        sealing = false;
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isEqualTo(2);
        assertThat(err).contains("rowloom config generate-key");
    }

    @Test
    void anImmutableParameterKeepsItsValue() {
        template(TEMPLATE.replace("size: {type: string,", "size: {type: string, immutable: true,"));
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=one")).as(err).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=one")).as(err).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=two")).isEqualTo(2);
        assertThat(err).contains("parameters.size", "immutable");
    }

    @Test
    void eventsAreALineOfJsonEach() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).isZero();
        assertThat(run("stack", "events", "web", "--last", "3", "-o", "json")).isZero();
        List<String> lines = out.lines().toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("{") && line.contains("\"event_time\""));
        assertThat(lines.getLast()).contains("\"resource_name\":\"web\"", "CREATE_COMPLETE");
    }

    @Test
    void aStackOfAnotherTenantIsNotFoundEvenById() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-o", "json")).isZero();
        String id = json().get("id").asText();
        assertThat(run("stack", "show", id)).isZero();
        assertThat(run("stack", "show", id, "--tenant", "else")).isEqualTo(6);
        assertThat(run("stack", "show", "web", "--tenant", "else")).isEqualTo(6);
    }
}
