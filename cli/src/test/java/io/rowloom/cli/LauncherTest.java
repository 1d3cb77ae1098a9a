package io.rowloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, without a build. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "rowloom").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private record Outcome(int code, String text) {}

    private Outcome run(Path from, Path script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "--find-jdk").directory(from.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "ROWLOOM_JAVA_HOME", "SDKMAN_DIR"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text.strip());
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            assertThat(Files.createFile(home.resolve("bin").resolve(tool)).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void takesTheJdkThatItIsGivenAlsoWithSpacesInItsName() throws Exception {
        Path home = jdk("a jdk", "27.0.1");
        assertThat(run(directory, SCRIPT, Map.of("ROWLOOM_JAVA_HOME", home.toString()))).isEqualTo(new Outcome(0, home.toString()));
    }

    @Test
    void passesOverAnOldJavaHome() throws Exception {
        Path old = jdk("old", "17.0.2");
        assertThat(run(directory, SCRIPT, Map.of("JAVA_HOME", old.toString())).text()).doesNotContain(old.toString());
    }

    @Test
    void refusesAnOldJdkThatItIsGiven() throws Exception {
        Outcome outcome = run(directory, SCRIPT, Map.of("ROWLOOM_JAVA_HOME", jdk("old", "21").toString()));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.text()).contains("is no JDK 25 or later");
    }

    @Test
    void worksThroughARelativeSymbolicLinkFromElsewhere() throws Exception {
        Path home = jdk("jdk", "25");
        Path elsewhere = Files.createDirectories(directory.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("rowloom"), elsewhere.toRealPath().relativize(SCRIPT.toRealPath()));
        assertThat(run(elsewhere, link, Map.of("ROWLOOM_JAVA_HOME", home.toString()))).isEqualTo(new Outcome(0, home.toString()));
    }
}
