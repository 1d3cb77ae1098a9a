package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.drift.Look;
import io.rowloom.store.Hint;
import org.junit.jupiter.api.Test;

class DriftPolicyTest extends VerbsBed {
    private static final String TEMPLATE = "heat_template_version: 2021-04-16\nresources: {a: {type: 'Test::Thing'}}\n";

    private void made() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
    }

    @Test
    void aPolicyIsSetChangedShownAndTakenBack() {
        made();
        assertThat(run("stack", "drift-policy", "web")).as(err).isZero();
        assertThat(out.strip()).isEqualTo("web  off");
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).doesNotContain("drift policy");
        assertThat(run("stack", "drift-policy", "web", "--detect")).as(err).isZero();
        assertThat(out).startsWith("web  detect every 1h00m, next look 2");
        assertThat(run("stack", "drift-policy", "web", "--every", "10m", "-o", "json")).as(err).isZero();
        assertThat(json().get("stack_name").asText()).isEqualTo("web");
        assertThat(json().get("mode").asText()).isEqualTo("detect");
        assertThat(json().get("every_seconds").asInt()).isEqualTo(600);
        assertThat(json().get("next_look").asText()).startsWith("2");
        assertThat(run("stack", "drift-policy", "web", "--correct")).as(err).isZero();
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).containsPattern("drift policy +correct every 10m00s, next look 2");
        assertThat(run("stack", "drift-policy", "web", "--off")).as(err).isZero();
        assertThat(out.strip()).isEqualTo("web  off");
        assertThat(run("stack", "show", "web", "-o", "json")).isZero();
        assertThat(json().at("/drift_policy/mode").asText()).isEqualTo("off");
        assertThat(json().at("/drift_policy/next_look").isNull()).isTrue();
        assertThat(run("stack", "drift-policy", "web", "--detect", "-o", "json")).isZero();
        assertThat(json().get("every_seconds").asInt()).as("as before").isEqualTo(600);
    }

    @Test
    void badInputIsRefusedAndSaysWhatToDo() {
        assertThat(run("stack", "drift-policy", "web", "--detect")).isEqualTo(6);
        made();
        assertThat(run("stack", "drift-policy", "web", "--detect", "--correct")).isEqualTo(2);
        assertThat(err).contains("give one of them");
        assertThat(run("stack", "drift-policy", "web", "--detect", "--every", "9s")).isEqualTo(2);
        assertThat(err).contains("at least 10s");
        assertThat(run("stack", "drift-policy", "web", "--detect", "--every", "soon")).isEqualTo(2);
        assertThat(err).contains("--every", "no duration");
        assertThat(run("stack", "drift-policy", "web", "--every", "1h")).isEqualTo(2);
        assertThat(err).contains("give --detect or --correct");
        assertThat(run("stack", "drift-policy")).isEqualTo(2);
        assertThat(run("stack", "drift-policy", "web")).isZero();
        assertThat(out.strip()).isEqualTo("web  off");
        run("stack", "show", "web", "-o", "json");
        String id = json().get("id").asText();
        assertThat(run("stack", "delete", "web", "--wait")).as(err).isZero();
        assertThat(run("stack", "drift-policy", id, "--detect")).isEqualTo(6);
        assertThat(err).contains("is deleted");
    }

    @Test
    void historyTellsWhatThePolicyAskedFor() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).as(err).isZero();
        startWorker();
        assertThat(run("stack", "wait", "web")).as(err).isZero();
        assertThat(run("stack", "drift-policy", "web", "--detect", "--every", "1d")).as(err).isZero();
        store.driftPolicies().due(1).forEach(this::send);
        assertThat(run("stack", "wait", "web")).as(err).isZero();
        assertThat(run("stack", "history", "web")).isZero();
        assertThat(out).containsPattern("2 +CHECK by policy .* COMPLETE");
        assertThat(run("stack", "history", "web", "-o", "json")).isZero();
        assertThat(json().at("/0/origin").asText()).isEqualTo("user");
        assertThat(json().at("/1/origin").asText()).isEqualTo("drift_policy");
        assertThat(run("stack", "events", "web")).isZero();
        assertThat(out).contains("Stack CHECK started by the drift policy");
    }

    /** As a worker does, without waiting for its turn. */
    private void send(Look look) {
        store.stacks().submit(look.stack().id(), look.stack().traversal(), look.request().orElseThrow());
        store.hints().announce(Hint.ANYTHING);
    }
}
