package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.event.Cursor;
import io.rowloom.stack.Stack;
import org.junit.jupiter.api.Test;

class PreviewTest extends VerbsBed {
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters:
              size: {type: string, default: small}
              token: {type: string, hidden: true, default: hush-hush}
            resources:
              first: {type: "Test::Thing", properties: {value: {get_param: size}, env: {LEVEL: low, TOKEN: {get_param: token}}}}
              second: {type: "Test::Thing", properties: {value: {get_attr: [first, value]}}}
              third: {type: "Test::Thing", properties: {shape: round, serial: s-1}}
              kept: {type: "Test::Thing", deletion_policy: Retain}
            """;

    private void created() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--wait")).as(err).isZero();
    }

    private Stack stack() {
        return store.stacks().list("default", false, 1).getFirst();
    }

    private int preview(String... more) {
        String[] line = new String[6 + more.length];
        System.arraycopy(new String[] {"stack", "update", "web", "-t", "t.yaml", "--preview"}, 0, line, 0, 6);
        System.arraycopy(more, 0, line, 6, more.length);
        return run(line);
    }

    @Test
    void aCreateIsToldAndNotMade() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--preview")).as(err).isZero();
        assertThat(out).contains("+   first   Test::Thing  will be made", "properties.value: \"small\"", "properties.value: (known after apply)", "4 to add. Nothing was written.")
                .doesNotContain("hush");
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--preview", "-o", "json")).isZero();
        assertThat(json().at("/stack_id").isNull()).isTrue();
        assertThat(json().at("/resource_changes/added")).hasSize(4);
        assertThat(run("stack", "list", "-o", "json")).isZero();
        assertThat(json()).as("nothing is written").isEmpty();
    }

    @Test
    void anIdenticalUpdateIsNoChange() {
        created();
        assertThat(preview()).as(err).isZero();
        assertThat(out.strip()).isEqualTo("No changes: 4 unchanged. Nothing was written.");
        assertThat(preview("-o", "json")).isZero();
        assertThat(json().get("no_changes").asBoolean()).isTrue();
    }

    @Test
    void anUpdateIsToldWithWhatCausesIt() {
        created();
        Stack before = stack();
        int events = store.events().after(before.id(), Cursor.START, 1000).size();
        template(TEMPLATE.replace("low", "high").replace("round", "flat").replaceAll(" *kept:.*\n", "") + "  new: {type: 'Test::Thing', properties: {value: x}}\n");
        assertThat(preview("-P", "size=big", "-P", "token=hush-new")).as(err).isZero();
        assertThat(out).contains("~   first   Test::Thing  will be updated", "properties.value: \"small\" -> \"big\"", "properties.env.LEVEL: \"low\" -> \"high\"",
                "properties.env.TOKEN: \"******\" -> \"******\"", "~?  second  Test::Thing  may be updated", "properties.value: \"small\" -> (known after apply)",
                "-/+ third   Test::Thing  will be replaced", "properties.shape: \"round\" -> \"flat\"  # forces the replacement", "the old copy will be deleted",
                "-   kept    Test::Thing  is kept, as its deletion policy says", "+   new     Test::Thing  will be made",
                "1 to add, 1 to update, 1 perhaps to update, 1 to replace, 1 to keep. Nothing was written.").doesNotContain("hush");

        assertThat(preview("-P", "size=big", "-o", "json")).isZero();
        JsonNode changes = json().get("resource_changes");
        assertThat(changes.at("/updated/1/resource_name").asText()).isEqualTo("second");
        assertThat(changes.at("/updated/1/certainty").asText()).isEqualTo("or_nothing");
        assertThat(changes.at("/updated/1/changes/0/known_after_apply").asBoolean()).isTrue();
        assertThat(changes.at("/updated/1/changes/0/after").isNull()).isTrue();
        assertThat(changes.at("/replaced/0/changes/0/path").asText()).isEqualTo("properties.shape");
        assertThat(changes.at("/replaced/0/changes/0/forces").asBoolean()).isTrue();
        assertThat(changes.at("/deleted/0/fate").asText()).isEqualTo("retained");
        assertThat(changes.at("/added/0/changes/0/after").asText()).isEqualTo("x");
        assertThat(changes.get("unchanged")).isEmpty();
        assertThat(preview("-o", "yaml")).isZero();
        assertThat(out).contains("path: properties.env.LEVEL").doesNotContain("hush");
        assertThat(stack()).as("nothing is written").isEqualTo(before);
        assertThat(store.events().after(before.id(), Cursor.START, 1000)).hasSize(events);
    }

    @Test
    void whatWillBeRefusedIsSaid() {
        created();
        template(TEMPLATE.replace("s-1", "s-2"));
        assertThat(preview()).isZero();
        assertThat(out).contains("properties.serial: \"s-1\" -> \"s-2\"  # must not change", "! this will be refused, and the action will fail");
        assertThat(preview("-o", "json")).isZero();
        assertThat(json().at("/resource_changes/updated/0/refused").asText()).isEqualTo("a property changed that must not be changed");
    }

    @Test
    void aStackInProgressIsToldAsOfNow() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml")).isZero();
        assertThat(preview()).isZero();
        assertThat(out).contains("4 to add", "This is as of now: the stack web is CREATE_IN_PROGRESS");
        assertThat(run("stack", "delete", "web")).isZero();
        assertThat(preview()).isEqualTo(3);
        assertThat(err).contains("DELETE_IN_PROGRESS");
    }

    @Test
    void badInputIsRefusedWithEveryFault() {
        created();
        template("heat_template_version: 2021-04-16\nresources:\n  a: {type: 'Test::Thingy'}\n  b: {type: 'Test::Thing', properties: {valu: x}}\n");
        assertThat(preview()).isEqualTo(2);
        assertThat(err).contains("resources.a", "resources.b");
        assertThat(run("stack", "create", "other", "-t", "t.yaml", "--preview")).isEqualTo(2);
        assertThat(err).contains("resources.a", "resources.b");
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--preview")).as("the name is taken").isEqualTo(3);
        assertThat(run("stack", "create", "9web", "-t", "t.yaml", "--preview")).isEqualTo(2);
        assertThat(run("stack", "update", "none", "-t", "t.yaml", "--preview")).isEqualTo(6);
        template(TEMPLATE.replace("size: {type: string,", "size: {type: string, immutable: true,"));
        assertThat(preview("-P", "size=two")).isEqualTo(2);
        assertThat(err).contains("parameters.size", "immutable");
    }
}
