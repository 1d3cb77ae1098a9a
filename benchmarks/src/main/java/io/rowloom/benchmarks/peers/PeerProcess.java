package io.rowloom.benchmarks.peers;

import io.rowloom.db.DatabaseUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A worker process of a peer: see the module {@code benchmarks/peers}. Ends with this process, however that ends. For one thread. */
final class PeerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int PATIENCE_SECONDS = 15;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final String setup;
    private final String left;
    private final String clean;

    /** @param log where it may write what it likes */
    PeerProcess(Path jar, String peer, int number, DatabaseUrl url, String schema, Path log) throws IOException, InterruptedException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", jar.toAbsolutePath().toString(), peer,
                Integer.toString(number)))
                .redirectError(log.toFile());
        builder.environment().put("PEER_URL", url.jdbcUrl());
        builder.environment().put("PEER_USER", url.user());
        builder.environment().put("PEER_PASSWORD", url.password().orElse(""));
        builder.environment().put("PEER_SCHEMA", schema);
        this.process = builder.start();
        Thread.ofPlatform().daemon().name("answers of " + peer).start(this::read);
        try {
            if (!answer(START).equals("ready")) {
                throw new IllegalStateException(peer + " says something else than that it is ready");
            }
            this.setup = answer(START);
            this.left = answer(START);
            this.clean = answer(START);
        } catch (RuntimeException | IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(answers::add);
        } catch (IOException | UncheckedIOException _) {
            return; // it has ended, which is noticed where an answer is missed
        }
    }

    void ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Empty while there is none. */
    Optional<String> answerIfAny() {
        return Optional.ofNullable(answers.poll());
    }

    /** @throws IllegalStateException with its log, when there is none in time */
    String answer(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            String answer = answers.poll(100, TimeUnit.MILLISECONDS);
            if (answer != null) {
                return answer;
            }
            check();
        }
        throw new IllegalStateException("a peer does not answer:\n" + Files.readString(log));
    }

    /** @throws IllegalStateException with its log, when it has ended */
    void check() throws IOException {
        if (!process.isAlive() && answers.isEmpty()) {
            throw new IllegalStateException("a peer ended:\n" + Files.readString(log));
        }
    }

    String setup() {
        return setup;
    }

    String left() {
        return left;
    }

    String clean() {
        return clean;
    }

    double cpuMillis() {
        return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e6).orElse(Double.NaN);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
