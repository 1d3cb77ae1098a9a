package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExternalTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            resources:
              there: {type: "Test::Thing", external_id: thing-7}
              mine: {type: "Test::Thing", properties: {value: {get_resource: there}}}
            outputs:
              id: {value: {get_resource: there}}
            """;

    @Test
    void whatIsThereIsReferredToPreviewedAndLetGo() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--preview")).as(err).isZero();
        assertThat(out).contains("+   there  Test::Thing  is taken as it is (external)", "mine   Test::Thing  will be made");
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "outputs", "web", "id")).isZero();
        assertThat(out.strip()).isEqualTo("thing-7");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--preview")).isZero();
        assertThat(out).contains("No changes");

        template(TEMPLATE.replace("thing-7", "thing-8"));
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--preview")).isZero();
        assertThat(out).contains("there  Test::Thing  will be replaced: something external is taken in its place, as it is", "is let go: it is external, and stays as it is");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
        assertThat(run("stack", "outputs", "web", "id")).isZero();
        assertThat(out.strip()).isEqualTo("thing-8");

        template("heat_template_version: 2021-04-16\nresources: {}\n");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--preview")).isZero();
        assertThat(out).contains("there  Test::Thing  is let go", "mine   Test::Thing  will be deleted");
        assertThat(run("stack", "delete", "web", "--wait")).as(err).isZero();
    }
}
