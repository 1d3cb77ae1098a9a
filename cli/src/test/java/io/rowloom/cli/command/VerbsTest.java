package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
    void waitingShowsWhatBelongsToTheRequestOnly() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=huge", "--wait")).as(err).isZero();
        assertThat(out).contains("Stack UPDATE started", "second  UPDATE_COMPLETE").doesNotContain("CREATE_");
        assertThat(run("stack", "wait", "web")).isZero();
        assertThat(out.lines()).as("the last sentence only").hasSize(1);
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
    void aTypeThatMakesSecretsIsRefusedWithoutAKeyToo() {
        sealing = false;
        template("heat_template_version: 2021-04-16\nresources:\n  a: {type: 'Test::Thing'}\n  b: {type: 'Test::Thing'}\n");
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isEqualTo(2);
        assertThat(err).contains("resources.a", "resources.b", "'password'", "rowloom config generate-key");
        assertThat(run("stack", "list", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
        sealing = true;
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).as(err).isZero();
        sealing = false;
        assertThat(run("stack", "update", "web", "-t", "t.yaml")).isEqualTo(2);
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
    void aStackIsExportedAndAbandoned() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=big", "--wait")).as(err).isZero();
        assertThat(run("stack", "export", "web")).isZero();
        assertThat(json().at("/resources/first/type").asText()).isEqualTo("Test::Thing");
        String id = json().at("/resources/first/resource_id").asText();
        assertThat(out).contains("******").doesNotContain("hush");
        assertThat(err).contains("--show-secrets");
        assertThat(run("stack", "export", "web", "--file", "missing/dir.json")).isEqualTo(2);

        assertThat(run("stack", "abandon", "web", "--show-secrets", "--wait")).as(err).isZero();
        assertThat(json().at("/resources/second/resource_data/password").asText()).isEqualTo("hush-big");
        assertThat(json().at("/template/parameters/token/default").asText()).isEqualTo("hush-hush");
        assertThat(err).contains("DELETE_COMPLETE");
        assertThat(run("stack", "show", "web")).isEqualTo(6);
        assertThat(run("stack", "abandon", "web")).isEqualTo(6);
        assertThat(id).isNotEmpty();
    }

    @Test
    void anAdoptTakesWhatTheDumpNamesAndMakesTheRest() throws IOException {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=big", "--wait")).as(err).isZero();
        assertThat(run("stack", "abandon", "web", "--file", "dump.json", "--show-secrets", "--wait")).as(err).isZero();
        assertThat(Files.getPosixFilePermissions(directory.resolve("dump.json"))).hasSize(2);
        assertThat(run("stack", "adopt", "again", "--file", "dump.json", "--wait")).as(err).isZero();
        assertThat(out).contains("ADOPT_COMPLETE");
        assertThat(run("stack", "outputs", "again", "password", "--reveal")).isZero();
        assertThat(out.strip()).as("told by the dump, since the type cannot look").isEqualTo("hush-big");
        assertThat(run("stack", "update", "again", "-t", "t.yaml", "-P", "size=big", "--wait", "-o", "json")).isZero();
        assertThat(json().get("stack_status").asText()).isEqualTo("UPDATE_COMPLETE");

        String partial = Files.readString(directory.resolve("dump.json")).replaceAll("\"resource_id\" : \"[^\"]*second[^\"]*\"", "\"resource_id\" : null");
        Files.writeString(directory.resolve("partial.json"), partial);
        assertThat(run("stack", "adopt", "other", "--file", "partial.json", "--wait")).as(err).isZero();
        assertThat(run("stack", "resources", "other", "-o", "json")).isZero();
        assertThat(out).contains("ADOPT_COMPLETE", "CREATE_COMPLETE");
    }

    @Test
    void aBadDumpIsRefusedWithEveryFaultAndNothingIsWritten() throws IOException {
        template(TEMPLATE);
        assertThat(run("stack", "adopt", "web", "--file", "none.json")).isEqualTo(2);
        assertThat(run("stack", "adopt", "web")).as("no dump").isEqualTo(2);
        Files.writeString(directory.resolve("dump.json"), "{\"resources\": {\"first\": {\"type\": \"Test::Thing\", \"resource_id\": 5}, \"third\": {\"type\": \"No::Such\"}}}");
        assertThat(run("stack", "adopt", "web", "--file", "dump.json", "-t", "t.yaml")).isEqualTo(2);
        assertThat(err).contains("resources.first.resource_id", "resources.third.type", "no resource third");
        assertThat(run("stack", "adopt", "1web", "--file", "dump.json")).isEqualTo(2);
        assertThat(run("stack", "list", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void whatRunsIsNeitherExportedNorAbandoned() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).as(err).isZero();
        assertThat(run("stack", "export", "web")).isEqualTo(3);
        assertThat(run("stack", "abandon", "web", "--file", "dump.json")).isEqualTo(3);
        assertThat(err).contains("(CREATE) in progress");
        assertThat(directory.resolve("dump.json")).doesNotExist();
        assertThat(run("stack", "adopt", "web", "--file", "t.yaml")).as("no dump").isEqualTo(2);
    }

    @Test
    void aSnapshotIsTakenShownRestoredAndDeleted() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=big", "--wait")).as(err).isZero();
        assertThat(run("stack", "snapshot", "create", "web", "--name", "then", "--wait", "-o", "json")).as(err).isZero();
        assertThat(json().get("status").asText()).isEqualTo("COMPLETE");
        assertThat(json().get("name").asText()).isEqualTo("then");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=small", "--wait")).as(err).isZero();
        assertThat(run("stack", "snapshot", "list", "web")).isZero();
        assertThat(out).contains("then", "COMPLETE");
        assertThat(run("stack", "snapshot", "show", "web", "then")).isZero();
        assertThat(out).contains("kept: big", "token: '******'").doesNotContain("hush");
        assertThat(run("stack", "snapshot", "restore", "web", "then", "--wait")).as(err).isZero();
        assertThat(out).contains("RESTORE_COMPLETE");
        assertThat(run("stack", "outputs", "web", "told")).isZero();
        assertThat(out.strip()).isEqualTo("big");
        assertThat(run("stack", "snapshot", "delete", "web", "then")).isZero();
        assertThat(run("stack", "snapshot", "restore", "web", "then")).isEqualTo(6);
    }

    @Test
    void snapshotsThatCannotBeAreRefused() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).as(err).isZero();
        assertThat(run("stack", "snapshot", "create", "web")).isEqualTo(3);
        assertThat(err).contains("(CREATE) in progress");
        assertThat(run("stack", "snapshot", "create", "none")).isEqualTo(6);
        assertThat(run("stack", "snapshot", "create", "web", "--name", "x".repeat(300))).isEqualTo(2);
        for (String verb : List.of("show", "restore", "delete")) {
            assertThat(run("stack", "snapshot", verb, "web", "none")).as(verb).isEqualTo(6);
            assertThat(run("stack", "snapshot", verb, "web")).as(verb).isEqualTo(2);
        }
        assertThat(run("stack", "snapshot", "list", "none")).isEqualTo(6);
        assertThat(run("stack", "snapshot")).isEqualTo(2);
        template(TEMPLATE.replace("second: {", "second: {deletion_policy: Snapshots, "));
        assertThat(run("validate", "t.yaml")).isEqualTo(2);
        assertThat(err).contains("resources.second.deletion_policy");
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
