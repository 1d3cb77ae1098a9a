package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Updates that keep what is not given. */
class ExistingTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters:
              size: {type: string, default: small}
              zone: {type: string, default: north}
              token: {type: string, hidden: true}
            resources:
              first: {type: "Test::Thing", properties: {value: {get_param: size}, env: {ZONE: {get_param: zone}, TOKEN: {get_param: token}}}}
            """;

    private void created() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "size=big", "-P", "token=hush-hush", "--on-failure", "stop", "--timeout", "7m", "--wait")).as(err).isZero();
    }

    private String parameter(String name) {
        assertThat(run("stack", "show", "web", "-o", "json")).as(err).isZero();
        return json().at("/parameters/" + name).asText();
    }

    private int update(String... more) {
        String[] line = new String[more.length + 4];
        System.arraycopy(new String[] {"stack", "update", "web", "--existing"}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        return run(line);
    }

    @Test
    void templateParametersAndSettingsAreKept() {
        created();
        assertThat(update("-P", "zone=east", "--wait")).as(err).isZero();
        assertThat(out).doesNotContain("hush");
        assertThat(parameter("size")).isEqualTo("big");
        assertThat(parameter("zone")).isEqualTo("east");
        assertThat(parameter("token")).isEqualTo("******");
        assertThat(json().get("on_failure").asText()).isEqualTo("stop");
        assertThat(json().get("timeout_mins").asInt()).isEqualTo(7);
        assertThat(run("stack", "export", "web", "--show-secrets")).isZero();
        assertThat(json().at("/environment/parameters").toString()).isEqualTo("{\"size\":\"big\",\"zone\":\"east\",\"token\":\"hush-hush\"}");

        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "token=new", "--wait")).as(err).isZero();
        assertThat(parameter("size")).as("without --existing nothing is kept").isEqualTo("small");
    }

    @Test
    void aClearedParameterAndAChangedDefault() {
        created();
        template(TEMPLATE.replace("default: north", "default: south").replace("default: small", "default: tiny"));
        assertThat(update("-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(parameter("zone")).as("never given").isEqualTo("south");
        assertThat(parameter("size")).isEqualTo("big");
        assertThat(update("--clear-parameter", "size", "--wait")).as(err).isZero();
        assertThat(parameter("size")).isEqualTo("tiny");
        assertThat(update("--clear-parameter", "size", "--clear-parameter", "token")).isEqualTo(2);
        assertThat(err).contains("The Parameter (token) was not provided");
    }

    @Test
    void allFaultsAreToldAndNothingIsWritten() {
        created();
        assertThat(update("--clear-parameter", "sise", "-P", "zonee=x", "-e", "none.yaml")).isEqualTo(2);
        assertThat(err).contains("none.yaml");
        assertThat(update("--clear-parameter", "sise", "-P", "zonee=x")).isEqualTo(2);
        assertThat(err).contains("clear_parameters.sise", "did you mean 'size'?", "parameters.zonee", "did you mean 'zone'?");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--clear-parameter", "size")).isEqualTo(2);
        assertThat(err).contains("--existing");
        assertThat(run("stack", "update", "web")).isEqualTo(2);
        assertThat(err).contains("-t", "--existing");
        assertThat(run("stack", "show", "web", "-o", "json")).isZero();
        assertThat(json().get("traversal").asInt()).isEqualTo(1);
    }

    @Test
    void aPreviewTakesTheSameOptions() {
        created();
        assertThat(update("--preview")).as(err).isZero();
        assertThat(out.strip()).isEqualTo("No changes: 1 unchanged. Nothing was written.");
        assertThat(update("-P", "size=huge", "--preview")).as(err).isZero();
        assertThat(out).contains("properties.value: \"big\" -> \"huge\"").doesNotContain("hush");
        assertThat(update("--clear-parameter", "size", "--preview")).as(err).isZero();
        assertThat(out).contains("properties.value: \"big\" -> \"small\"");
    }

    @Test
    void whatCameFirstIsAConflictOrIsMergedAnew() {
        created();
        rival(() -> assertThat(update("-P", "zone=east")).as(err).isZero());
        assertThat(update("-P", "size=huge")).isEqualTo(3);
        assertThat(parameter("zone")).isEqualTo("east");
        assertThat(parameter("size")).as("nothing of it was written").isEqualTo("big");

        rival(() -> assertThat(update("-P", "zone=west")).as(err).isZero());
        assertThat(update("-P", "size=huge", "--retry-conflict")).as(err).isZero();
        assertThat(parameter("zone")).isEqualTo("west");
        assertThat(parameter("size")).isEqualTo("huge");
    }

    @Test
    void theSameRequestSentAgainIsAcceptedOnce() {
        created();
        String id = UUID.randomUUID().toString();
        assertThat(update("-P", "size=huge", "--request-id", id, "--wait")).as(err).isZero();
        assertThat(update("-P", "size=huge", "--request-id", id, "--wait", "-o", "json")).as(err).isZero();
        assertThat(json().get("traversal").asInt()).isEqualTo(2);
    }

    @Test
    void whereNothingCanBeKeptItIsRefused() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "token=hush", "-P", "size=fail", "--wait")).isEqualTo(1);
        assertThat(update("-P", "size=big")).isEqualTo(3);
        assertThat(err).contains("ROLLBACK_COMPLETE", "no template", "without --existing");
        assertThat(run("stack", "show", "web", "-o", "json")).isZero();
        String id = json().get("id").asText();
        assertThat(run("stack", "delete", "web", "--wait")).as(err).isZero();
        assertThat(run("stack", "update", id, "--existing")).isEqualTo(6);
        assertThat(err).contains("is deleted");
    }

    @Test
    void aCreateThatFailedIsMended() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-P", "token=hush", "-P", "size=fail", "--on-failure", "stop", "--wait")).isEqualTo(1);
        assertThat(update("-P", "size=big", "--wait")).as(err).isZero();
        assertThat(parameter("size")).isEqualTo("big");
    }

    @Test
    void snapshotsAndDumpsCarryWhatWasGiven() throws IOException {
        created();
        assertThat(run("stack", "snapshot", "create", "web", "--name", "then", "--wait")).as(err).isZero();
        assertThat(update("-P", "size=huge", "-P", "zone=east", "--wait")).as(err).isZero();
        assertThat(run("stack", "snapshot", "restore", "web", "then", "--wait")).as(err).isZero();
        template(TEMPLATE.replace("default: north", "default: south"));
        assertThat(update("-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(parameter("zone")).as("never given before the snapshot").isEqualTo("south");
        assertThat(parameter("size")).isEqualTo("big");

        assertThat(run("stack", "abandon", "web", "--file", "dump.json", "--show-secrets", "--wait")).as(err).isZero();
        assertThat(Files.readString(directory.resolve("dump.json"))).contains("hush-hush");
        assertThat(run("stack", "adopt", "web", "--file", "dump.json", "--wait")).as(err).isZero();
        template(TEMPLATE.replace("default: north", "default: west"));
        assertThat(update("-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(parameter("zone")).isEqualTo("west");
        assertThat(parameter("size")).isEqualTo("big");
    }

    @Test
    void withoutTheKeyNoSecretIsKept() {
        created();
        sealing = false;
        assertThat(update("-P", "size=huge")).isEqualTo(2);
        assertThat(err).contains("sealed", "secrets.key");
    }
}
