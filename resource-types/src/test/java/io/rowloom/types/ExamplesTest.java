package io.rowloom.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.TypeSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The examples must not use what these types do not have. That they run is tested where the engine is. */
class ExamplesTest {
    private final ResourceTypes types = ResourceTypes.load(ExamplesTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(strings = {"hello/hello.yaml", "app-database/app-database.yaml", "app-database/update.yaml"})
    void anExampleFitsTheTypes(String file) throws IOException {
        resources(file).forEach((name, resource) -> {
            TypeSchema schema = types.find((String) resource.get("type")).orElseThrow().schema();
            Map<?, ?> properties = (Map<?, ?>) resource.getOrDefault("properties", Map.of());
            assertThat(schema.properties().keySet()).as(file + " " + name).containsAll(properties.keySet().stream().map(String.class::cast).toList());
            schema.properties().forEach((property, wanted) -> assertThat(!wanted.required() || properties.containsKey(property))
                    .as(file + " " + name + "." + property).isTrue());
        });
    }

    @Test void theUpdateAddsChangesAndRemoves() throws IOException {
        Map<String, Map<String, Object>> before = resources("app-database/app-database.yaml");
        Map<String, Map<String, Object>> after = resources("app-database/update.yaml");
        TreeSet<String> removed = new TreeSet<>(before.keySet());
        removed.removeAll(after.keySet());
        assertThat(removed).containsExactly("scheduler");
        assertThat(before.keySet().stream().filter(name -> after.containsKey(name) && !before.get(name).equals(after.get(name))))
                .containsExactlyInAnyOrder("app_role", "config_file", "migrations");
        assertThat(after).containsKeys("reporting", "reader");
    }

    private static Map<String, Map<String, Object>> resources(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> template = new Yaml().load(Files.readString(Path.of("../examples", file)));
        return template.get("resources");
    }
}
