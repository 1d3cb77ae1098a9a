package io.rowloom.cli.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Serves {@code /metrics} and {@code /healthz} on the loopback interface: whoever reaches it may read it, so it listens nowhere else. */
public final class Telemetry implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Telemetry(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static Telemetry start(int port, PrometheusMeterRegistry meters, BooleanSupplier healthy) {
        try {
            Telemetry telemetry = new Telemetry(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            telemetry.server.createContext("/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
            telemetry.server.createContext("/healthz", exchange -> {
                boolean well = healthy.getAsBoolean();
                answer(exchange, well ? 200 : 503, "text/plain; charset=utf-8", well ? "ok\n" : "not healthy\n");
            });
            telemetry.server.setExecutor(telemetry.threads);
            telemetry.server.start();
            return telemetry;
        } catch (IOException e) {
            throw new UncheckedIOException("metrics.port " + port + " cannot be opened on the loopback interface: " + e.getMessage()
                    + " (give another one, 0 for any, or -1 for none)", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
