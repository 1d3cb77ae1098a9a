package io.rowloom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the build made, and how it is started. */
final class Build {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final Path EXAMPLES = ROOT.resolve("examples");
    static final Path JAR = jar(ROOT.resolve("cli"));
    private static final Path CACHE = ROOT.resolve("end-to-end/target/rowloom.aot");

    private Build() {}

    /** The command line for a verb, with the launcher's flags for it. */
    static List<String> command(String... arguments) {
        List<String> command = java();
        command.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off", "-Xmx256m", "-XX:+UseSerialGC"));
        if (!arguments[0].equals("worker")) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The jar that a module was packaged as. */
    static Path jar(Path module) {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module.getFileName() + "-.*\\.jar")).findAny()
                    .orElseThrow(() -> new IllegalStateException("there is no jar in " + module + "/target: run 'mvn verify', which packages it first"));
        } catch (IOException e) {
            throw new UncheckedIOException("the module " + module + " was not built: run 'mvn verify'", e);
        }
    }

    /** Loaded and linked classes, as the launcher keeps them: verbs start in a third of the time. Made once per build. */
    private static synchronized Path cache() {
        try {
            if (!Files.exists(CACHE) || Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                List<String> command = java();
                command.addAll(List.of("-XX:AOTCacheOutput=" + CACHE, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-Drowloom.rehearsal=" + CACHE.resolveSibling("rehearsal"), "-jar", JAR.toString()));
                Path log = CACHE.resolveSibling("aot.log");
                ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("ROWLOOM_"));
                builder.start().waitFor();
                if (!Files.exists(CACHE)) {
                    throw new IllegalStateException("the cache of classes was not made: see " + log);
                }
            }
            return CACHE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED"));
    }
}
