package io.rowloom.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    @Test
    void metricsAndHealthAreServedOnAFreePort() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.counter("rowloom.test").increment(3);
        AtomicBoolean healthy = new AtomicBoolean(true);
        try (Telemetry telemetry = Telemetry.start(0, meters, healthy::get)) {
            assertThat(get(telemetry, "/metrics").body()).contains("rowloom_test_total 3.0");
            assertThat(get(telemetry, "/healthz").statusCode()).isEqualTo(200);
            healthy.set(false);
            assertThat(get(telemetry, "/healthz").statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(Telemetry telemetry, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + telemetry.port() + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
