package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The verbs that tell single resources something. */
class InterventionsTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters:
              size: {type: string, default: small}
            resources:
              first: {type: "Test::Thing", properties: {value: {get_param: size}}}
              second: {type: "Test::Thing", properties: {value: {get_attr: [first, value]}}}
            """;
    private static final String AWAITING = "heat_template_version: 2021-04-16\nresources:\n  ready: {type: 'Test::Awaiting'}\n";

    @Test
    void aResourceIsMarkedAndTheMarkIsTakenBack() {
        made();
        assertThat(run("stack", "mark-unhealthy", "web", "first", "--reason", "it smells")).as(err).isZero();
        assertThat(out).contains("first", "CHECK_FAILED", "it smells");
        assertThat(run("stack", "mark-unhealthy", "web", "first", "--healthy", "-o", "json")).as(err).isZero();
        assertThat(json().get("resource_status").asText()).isEqualTo("CHECK_COMPLETE");
        assertThat(run("stack", "mark-unhealthy", "web", "first", "--healthy")).as("not twice").isEqualTo(3);
        assertThat(run("stack", "mark-unhealthy", "web", "first")).isZero();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "resources", "web", "--name", "first", "-o", "json")).isZero();
        assertThat(json().get(0).get("resource_status").asText()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void whatCannotBeMarkedIsToldApart() {
        template(TEMPLATE);
        run("stack", "create", "web", "-t", "t.yaml");
        assertThat(run("stack", "mark-unhealthy", "web", "first")).as("not planned yet").isEqualTo(6);
        assertThat(err).contains("The Resource (first) could not be found in Stack web.");
        assertThat(run("stack", "mark-unhealthy", "nothing", "first")).isEqualTo(6);
        assertThat(run("stack", "mark-unhealthy", "web")).isEqualTo(2);
        startWorker();
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-P", "size=never", "--wait-timeout", "1s")).isEqualTo(5);
        assertThat(run("stack", "mark-unhealthy", "web", "first")).isEqualTo(3);
        assertThat(err).contains("is under way");
    }

    @Test
    void aHookHoldsUntilItIsCleared() {
        startWorker();
        template(TEMPLATE);
        file("e.yaml", "resource_registry: {resources: {'fir*': {hooks: [pre-create, post-create]}}}\n");
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-e", "e.yaml", "--wait-timeout", "1s")).isEqualTo(5);
        assertThat(run("stack", "hook", "list", "web")).isZero();
        assertThat(out).contains("first", "INIT_COMPLETE", "pre-create");
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).contains("waits for hook pre-create to be cleared");
        assertThat(run("stack", "resources", "web")).isZero();
        assertThat(out).contains("waits for hook pre-create to be cleared");

        assertThat(run("stack", "hook", "clear", "web", "first", "pre-update")).isEqualTo(3);
        assertThat(err).contains("The \"pre-update\" hook is not defined on Test::Thing \"first\"");
        assertThat(run("stack", "hook", "clear", "web", "first", "pre-breakfast")).isEqualTo(2);
        assertThat(run("stack", "hook", "clear", "web", "third", "pre-create")).isEqualTo(6);
        assertThat(run("stack", "hook", "clear", "nothing", "first", "pre-create")).isEqualTo(6);
        assertThat(run("stack", "hook", "clear", "web", "first")).isEqualTo(2);
        assertThat(run("stack", "hook", "list", "nothing")).isEqualTo(6);
        assertThat(run("stack", "hook")).isEqualTo(2);

        assertThat(run("stack", "hook", "clear", "web", "first", "pre-create")).as(err).isZero();
        assertThat(run("stack", "wait", "web", "--timeout", "1s")).isEqualTo(5);
        assertThat(run("stack", "hook", "list", "web", "-o", "json")).isZero();
        assertThat(json().get(0).get("hook").asText()).isEqualTo("post-create");
        assertThat(run("stack", "signal", "web", "first", "--data", "{\"unset_hook\": \"post-create\"}")).as(err).isZero();
        assertThat(run("stack", "wait", "web", "--timeout", "20s")).as(out + err).isZero();
        assertThat(run("stack", "events", "web")).isZero();
        assertThat(out).contains("CREATE paused until Hook pre-create is cleared", "Hook pre-create is cleared", "CREATE paused until Hook post-create is cleared");
    }

    @Test
    void aBadRuleIsRefusedWithItsPlace() {
        template(TEMPLATE);
        file("e.yaml", """
                resource_registry:
                  "OS::Nova::Server": mine.yaml
                  resources:
                    first: {hooks: pre-creat}
                    second: {restricted_actions: [delete, replace], "OS::X": "OS::Y"}
                """);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "-e", "e.yaml")).isEqualTo(2);
        assertThat(err).contains("e.yaml:2:", "resource_registry.resources.first.hooks", "did you mean 'pre-create'?", "resource_registry.resources.second.restricted_actions[0]",
                "resource_registry.resources.second.OS::X");
        assertThat(run("stack", "list", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void aRestrictedChangeFailsTheUpdate() {
        made();
        file("e.yaml", "resource_registry: {resources: {first: {restricted_actions: update}}}\n");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "-e", "e.yaml", "-P", "size=big", "--on-failure", "stop", "--wait")).isEqualTo(1);
        assertThat(run("stack", "resources", "web", "--name", "first", "-o", "json")).isZero();
        assertThat(json().get(0).get("resource_status").asText()).isEqualTo("CREATE_COMPLETE");
        assertThat(run("stack", "events", "web")).isZero();
        assertThat(out).contains("update is restricted for resource.");
    }

    @Test
    void aSignalIsDeliveredToWhatTakesSignals() {
        startWorker();
        template(AWAITING);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait-timeout", "1s")).isEqualTo(5);
        assertThat(run("stack", "signal", "web", "ready", "--data", "{bad")).isEqualTo(2);
        assertThat(run("stack", "signal", "web", "ready", "--data", "1 2")).isEqualTo(2);
        assertThat(run("stack", "signal", "web", "ready", "--data", "@none.json")).isEqualTo(2);
        assertThat(run("stack", "signal", "web", "ready", "--id", "x")).isEqualTo(2);
        assertThat(run("stack", "signal", "web", "ready", "--data", "{\"unset_hook\": \"pre-breakfast\"}")).isEqualTo(2);
        assertThat(run("stack", "signal", "web", "other")).isEqualTo(6);
        assertThat(run("stack", "signal", "nothing", "ready")).isEqualTo(6);
        file("d.json", "{\"data\": 1}");
        assertThat(run("stack", "signal", "web", "ready", "--data", "@d.json")).as(err).isZero();
        assertThat(run("stack", "wait", "web", "--timeout", "20s")).as(out + err).isZero();
    }

    @Test
    void whatTakesNoSignalsSaysSo() {
        made();
        assertThat(run("stack", "signal", "web", "first")).isEqualTo(2);
        assertThat(err).contains("signal is not supported for resource.");
    }

    private void made() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait", "--wait-timeout", "20s")).as(err).isZero();
    }

    private void file(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
