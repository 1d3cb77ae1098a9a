package io.rowloom.template;

import static io.rowloom.template.Inputs.blueprint;
import static io.rowloom.template.Inputs.messages;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalIdTest {
    private static final String BODY = """
            parameters: {id: {type: string}}
            resources:
              a: {type: 'Test::Strict', external_id: {get_param: id}, deletion_policy: Retain}
              b: {type: 'Test::Box', properties: {text: {get_resource: a}}}
            """;

    @Test
    void itFollowsFromTheParameters() {
        Blueprint one = blueprint(with(template(BODY), Map.of("id", "x-1")));
        assertThat(one.resources().get("a").externalId()).hasValue("x-1");
        assertThat(one.resources().get("a").deletionPolicy()).isEqualTo(DeletionPolicy.EXTERNAL);
        assertThat(one.resources().get("b").externalId()).isEmpty();
        Blueprint two = blueprint(with(template(BODY), Map.of("id", "x-2")));
        assertThat(two.resources().get("a").definitionHash()).isNotEqualTo(one.resources().get("a").definitionHash());
        assertThat(two.resources().get("b").definitionHash()).isEqualTo(one.resources().get("b").definitionHash());
    }

    @Test
    void everyFaultIsTold() {
        assertThat(messages("""
                parameters: {hidden: {type: string, hidden: true, default: x}}
                resources:
                  a: {type: 'Test::Box', external_id: {get_resource: b}}
                  b: {type: 'Test::Box', external_id: {get_param: hidden}}
                  c: {type: 'Test::Box', external_id: {get_param: 'OS::stack_name'}}
                  d: {type: 'Test::Box', external_id: ''}
                  e: {type: 'Test::Box', external_id: [1]}
                  f: {type: 'Test::Box', external_id: x, deletion_policy: External, properties: {size: many}}
                """)).satisfiesExactlyInAnyOrder(
                fault -> assertThat(fault).startsWith("resources.a.external_id").contains("another resource"),
                fault -> assertThat(fault).startsWith("resources.b.external_id").contains("must not be a secret"),
                fault -> assertThat(fault).startsWith("resources.c.external_id").contains("OS::stack_name"),
                fault -> assertThat(fault).startsWith("resources.d.external_id").contains("must be a text"),
                fault -> assertThat(fault).startsWith("resources.e.external_id").contains("must be a text"),
                fault -> assertThat(fault).contains("Invalid deletion policy"),
                fault -> assertThat(fault).startsWith("resources.f.properties.size").contains("not an integer"));
    }
}
