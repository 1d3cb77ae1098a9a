package io.rowloom.benchmarks.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which methods of another JVM of this user the processor was in, sampled once per millisecond of its CPU time by async-profiler, which is loaded into it. */
final class FlameGraphs {
    private static final Map<String, String> LIBRARIES = Map.of("linux-amd64", "/linux-x64/libasyncProfiler.so", "linux-aarch64", "/linux-arm64/libasyncProfiler.so");

    private final Path library;

    private FlameGraphs(Path library) {
        this.library = library;
    }

    /**
     * Empty where the profiler does not run.
     *
     * @param directory where the library is put
     */
    static Optional<FlameGraphs> open(Path directory) throws IOException {
        String platform = (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
        try (InputStream bytes = LIBRARIES.containsKey(platform) ? FlameGraphs.class.getResourceAsStream(LIBRARIES.get(platform)) : null) {
            if (bytes == null) {
                return Optional.empty();
            }
            Path library = directory.resolve("libasyncProfiler.so");
            Files.copy(bytes, library, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(new FlameGraphs(library));
        }
    }

    void begin(long pid) throws IOException {
        tell(pid, "start,event=ctimer,interval=1ms");
    }

    /** @param file a page for a browser, made anew */
    void end(long pid, Path file, String title) throws IOException {
        tell(pid, "stop,file=" + file.toAbsolutePath() + ",title=" + title.replace(',', ' '));
    }

    private void tell(long pid, String command) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toAbsolutePath().toString(), command);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("worker " + pid + " cannot be profiled", e);
        }
    }
}
