package io.rowloom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/configuration.md has a row for every setting, in order, with its true default. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    /** Setting, variable and default, as the first three columns. */
    private static String row(Key key) {
        return "| `" + key.key() + "` | `" + key.environmentName() + "` | " + (key.fallback().isEmpty() ? "–" : "`" + key.fallback() + "`") + " |";
    }

    @Test
    void theTableIsTheOneOfTheProgram() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream().dropWhile(line -> !line.equals("## Settings")).skip(1)
                .takeWhile(line -> !line.startsWith("## ")).filter(line -> line.startsWith("| `"))
                .map(line -> String.join("|", Arrays.copyOf(line.split("\\|"), 4)) + "|").toList();

        assertThat(rows).isEqualTo(Arrays.stream(Key.values()).map(ConfigurationDocumentTest::row).toList());
    }
}
