package io.rowloom.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.template.Blueprint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The examples are accepted with these types. That they run is tested where the engine is. */
class ExamplesTest {
    private static final Map<String, String> SERVER = Map.of("server", "postgresql://postgres:hunter22@127.0.0.1/postgres");
    private final ResourceTypes types = ResourceTypes.load(ExamplesTest.class.getClassLoader());

    @Test void theFirstStackIsAccepted() throws IOException {
        assertThat(blueprint("hello/hello.yaml", Map.of()).resources().keySet()).containsExactlyInAnyOrder("word", "greeting", "read_it");
    }

    @Test void theUpdateAddsChangesAndRemoves() throws IOException {
        Blueprint before = blueprint("app-database/app-database.yaml", SERVER);
        Blueprint after = blueprint("app-database/update.yaml", SERVER);
        TreeSet<String> removed = new TreeSet<>(before.resources().keySet());
        removed.removeAll(after.resources().keySet());
        assertThat(removed).containsExactly("scheduler");
        assertThat(before.resources().keySet().stream().filter(after.resources()::containsKey)
                .filter(name -> !before.resources().get(name).definitionHash().equals(after.resources().get(name).definitionHash())))
                .containsExactlyInAnyOrder("app_role", "config_file", "migrations");
        assertThat(after.resources()).containsKeys("reporting", "reader_password", "reader", "reader_may_use_schema", "reader_may_read");
    }

    @Test void thePasswordOfTheServerIsASecret() throws IOException {
        ObjectNode document = accept("app-database/app-database.yaml", SERVER).document();
        assertThat(Secrets.mask(document).toString()).doesNotContain("hunter22");
    }

    @Test void anythingMayBeSaidOfAPlaceholder() {
        String template = """
                heat_template_version: 2021-04-16
                resources:
                  dropped: {type: OS::Heat::None, properties: {flavor: big, networks: [1, 2]}}
                  user: {type: OS::Heat::Value, properties: {value: {get_attr: [dropped, first_address]}}}
                """;
        Target target = Templates.accept(new TemplateInput(new TemplateSource("dropped.yaml", template), List.of(), Map.of()), types);
        assertThat(Blueprint.of(target, types, Fingerprint.unkeyed()).resources()).containsKeys("dropped", "user");
    }

    private Blueprint blueprint(String file, Map<String, String> parameters) throws IOException {
        return Blueprint.of(accept(file, parameters), types, Fingerprint.unkeyed());
    }

    private Target accept(String file, Map<String, String> parameters) throws IOException {
        TemplateSource source = new TemplateSource(file, Files.readString(Path.of("../examples", file)));
        return Templates.accept(new TemplateInput(source, List.of(), parameters), types);
    }
}
