package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowloom.cli.config.Config;
import io.rowloom.cli.database.Database;
import io.rowloom.cli.database.Databases;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.Stacks;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import io.rowloom.worker.Worker;
import io.rowloom.worker.WorkerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Verbs on a store in memory, with a worker in this process where one is started. */
abstract class VerbsBed {
    @TempDir
    Path directory;

    final Store store = new MemoryStore(Clock.systemUTC());
    private final Fingerprint fingerprint = Fingerprint.unkeyed();
    private Optional<Worker> worker = Optional.empty();
    boolean sealing = true;
    /** What another user does between a verb's reading of a stack and its request. Once. */
    private Optional<Runnable> rival = Optional.empty();
    String out = "";
    String err = "";

    @AfterEach
    void stop() throws InterruptedException {
        if (worker.isPresent()) {
            worker.get().drain();
        }
    }

    final void startWorker() {
        worker = Optional.of(Worker.start(WorkerConfig.standard("one"), store, ResourceTypes.of(new ThingType(), new AwaitingType()), fingerprint, new SimpleMeterRegistry()));
    }

    final void rival(Runnable request) {
        rival = Optional.of(request);
    }

    private Store shared() {
        Stacks stacks = intercepted(Stacks.class, store.stacks(), "submit", () -> rival.ifPresent(request -> {
            rival = Optional.empty();
            request.run();
        }));
        return (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class},
                (_, method, arguments) -> method.getName().equals("stacks") ? stacks : method.invoke(store, arguments));
    }

    private static <T> T intercepted(Class<T> port, T real, String verb, Runnable before) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            if (method.getName().equals(verb)) {
                before.run();
            }
            return method.invoke(real, arguments);
        }));
    }

    final int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int code = CommandLines.run(new Surroundings(Map.of("HOME", directory.toString()), directory, new PrintWriter(outText), new PrintWriter(errText),
                Optional.empty(), Clock.systemUTC(), new MemoryDatabases(), (_, _, _, _, _, _) -> {
                    throw new AssertionError("no worker here");
                }), arguments);
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    final JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final void template(String text) {
        try {
            Files.writeString(directory.resolve("t.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class MemoryDatabases implements Databases {
        @Override
        public Database open(Config config) {
            return new Database() {
                @Override
                public Store store() {
                    return shared();
                }

                @Override
                public DatabaseUrl url() {
                    return DatabaseUrl.parse("postgresql://nowhere/memory");
                }

                @Override
                public String display() {
                    return "memory";
                }

                @Override
                public Fingerprint fingerprint() {
                    return fingerprint;
                }

                @Override
                public boolean sealsSecrets() {
                    return sealing;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public List<String> migrate(Config config) {
            throw new AssertionError();
        }

        @Override
        public Status status(Config config) {
            throw new AssertionError();
        }

        @Override
        public String stop(Config config) {
            throw new AssertionError();
        }
    }
}
