package io.rowloom.benchmarks.gauge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters that workers show at {@code /metrics}, summed over all workers. */
public final class WorkerMetrics {
    private static final String TRUSTED = "rowloom_lock_trusted 1.0";
    private static final Pattern GROWS = Pattern.compile("(rowloom_\\w+_(?:total|sum|count)(?:\\{.*})?) (\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> ports;

    public WorkerMetrics(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    public Map<String, Double> read() throws IOException, InterruptedException {
        Map<String, Double> sums = new TreeMap<>();
        for (int port : ports) {
            counters(text(port)).forEach((name, value) -> sums.merge(name, value, Double::sum));
        }
        return sums;
    }

    /** Whether all workers show them yet: a worker works before it does. */
    public boolean answer() throws InterruptedException {
        try {
            read();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether all workers make use of their lock service now. */
    public boolean trustLocks() throws IOException, InterruptedException {
        for (int port : ports) {
            if (text(port).lines().noneMatch(TRUSTED::equals)) {
                return false;
            }
        }
        return true;
    }

    private String text(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Of Prometheus' text form: what of ours only grows, by name and labels. */
    public static Map<String, Double> counters(String text) {
        Map<String, Double> found = new HashMap<>();
        text.lines().map(GROWS::matcher).filter(Matcher::matches).forEach(line -> found.put(line.group(1), Double.parseDouble(line.group(2))));
        return found;
    }

    /** What grew. A counter that is new began at zero. */
    public static Map<String, Double> growth(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> grown = new TreeMap<>();
        after.forEach((name, value) -> {
            double difference = value - before.getOrDefault(name, 0.0);
            if (difference != 0) {
                grown.put(name, difference);
            }
        });
        return grown;
    }
}
