package io.rowloom.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import org.junit.jupiter.api.Test;

class ServicesTest {
    private final ResourceTypes types = ResourceTypes.load(ServicesTest.class.getClassLoader());

    @Test void allTypesAreFound() {
        assertThat(types.all()).extracting(type -> type.schema().name()).containsExactly(
                "OS::Heat::Delay", "OS::Heat::None", "OS::Heat::RandomString", "OS::Heat::TestResource", "OS::Heat::Value",
                "Rowloom::Exec", "Rowloom::File", "Rowloom::Postgres::Database", "Rowloom::Postgres::Grant",
                "Rowloom::Postgres::Query", "Rowloom::Postgres::Role", "Rowloom::Postgres::Schema", "Rowloom::WaitSignal");
    }

    @Test void everyPropertyIsDescribedAndEveryDefaultSatisfiesItsConstraints() {
        for (ResourceType type : types.all()) {
            type.schema().properties().forEach((name, schema) -> {
                assertThat(schema.description()).as(type.schema().name() + "." + name).endsWith(".");
                assertThat(schema.required() && schema.defaultValue().isPresent()).as(type.schema().name() + "." + name).isFalse();
                schema.defaultValue().ifPresent(value -> assertThat(schema.constraints().stream().flatMap(c -> c.violation(value).stream()))
                        .isEmpty());
            });
        }
    }

    @Test void whatLogsInIsSecret() {
        for (ResourceType type : types.all()) {
            type.schema().properties().forEach((name, schema) -> {
                if (name.equals("server") || name.equals("url") || name.equals("password")) {
                    assertThat(schema).extracting(PropertySchema::sensitive).as(type.schema().name() + "." + name).isEqualTo(true);
                }
            });
        }
    }
}
