package io.rowloom.benchmarks.gauge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the events of a workload say about its time. Pure.
 *
 * <p>All times are those of event rows: {@code now()} of the transaction that wrote them, so its begin on the database's clock, not its commit.
 * <i>Started</i> is the event of the claim, which comes after whatever stands before it. <i>Finished</i> is the event of the outcome. <i>Ready</i> is
 * when the last of the resource's dependencies finished; without dependencies, when its row was made by the plan; in an update, when the request was
 * accepted, so that planning is in it.
 *
 * @param started milliseconds from ready to started, of each action
 * @param finished milliseconds from ready to finished, of each action
 * @param acted milliseconds from started to finished, of each action
 * @param seconds from the first request that was accepted to the last event
 */
public record Timeline(double[] started, double[] finished, double[] acted, double seconds) {
    private static final String BEGUN = "IN_PROGRESS";

    /**
     * An event row.
     *
     * @param resource its number; empty: the event is the stack's
     * @param micros of the database's clock
     */
    public record Event(String stack, int traversal, OptionalInt resource, String name, String status, long fence, long micros) {}

    /** A row of a resource and when it was made. */
    public record Made(String stack, int resource, long micros) {}

    private record Request(String stack, int traversal) {}

    private record Done(Request request, String name) {}

    private record Row(String stack, int resource) {
        static Row of(Event event) {
            return new Row(event.stack(), event.resource().orElseThrow());
        }
    }

    /**
     * @param requires what the resources of each stack depend on, by name
     * @param updates whether the rows were there before
     */
    public static Timeline of(List<Event> events, List<Made> rows, Map<String, List<String>> requires, boolean updates) {
        Map<Request, Long> accepted = new HashMap<>();
        Map<Done, Long> done = new HashMap<>();
        Map<Row, NavigableMap<Long, Event>> begun = new HashMap<>();
        for (Event event : events) {
            Request request = new Request(event.stack(), event.traversal());
            if (event.resource().isEmpty()) {
                accepted.merge(request, event.micros(), Math::min);
            } else if (event.status().equals(BEGUN)) {
                begun.computeIfAbsent(Row.of(event), _ -> new TreeMap<>()).put(event.fence(), event);
            } else {
                done.put(new Done(request, event.name()), event.micros());
            }
        }
        Map<Row, Long> made = new HashMap<>();
        rows.forEach(row -> made.put(new Row(row.stack(), row.resource()), row.micros()));
        List<Double> started = new ArrayList<>();
        List<Double> finished = new ArrayList<>();
        List<Double> acted = new ArrayList<>();
        List<Event> ends = events.stream().filter(event -> event.resource().isPresent() && !event.status().equals(BEGUN))
                .sorted(Comparator.comparingLong(Event::micros).thenComparingLong(Event::fence)).toList();
        for (Event end : ends) {
            NavigableMap<Long, Event> ofRow = begun.getOrDefault(Row.of(end), new TreeMap<>());
            Optional<Event> begin = Optional.ofNullable(ofRow.floorEntry(end.fence())).map(Map.Entry::getValue); // the fence has grown if the action was parked
            if (begin.isPresent()) {
                Event start = begin.get();
                ofRow.remove(start.fence());
                Request request = new Request(end.stack(), start.traversal());
                long base = updates ? accepted.getOrDefault(request, start.micros())
                        : made.getOrDefault(Row.of(end), start.micros());
                long ready = requires.getOrDefault(end.name(), List.of()).stream()
                        .mapToLong(name -> done.getOrDefault(new Done(request, name), base)).reduce(base, Math::max);
                started.add((start.micros() - ready) / 1e3);
                finished.add((end.micros() - ready) / 1e3);
                acted.add((end.micros() - start.micros()) / 1e3);
            }
        }
        long first = accepted.values().stream().mapToLong(Long::longValue).min().orElse(0);
        long last = events.stream().mapToLong(Event::micros).max().orElse(first);
        return new Timeline(array(started), array(finished), array(acted), (last - first) / 1e6);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    public int actions() {
        return finished.length;
    }
}
