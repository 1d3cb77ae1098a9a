package io.rowloom.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The middle of all repetitions of one measurement, number by number: an outlier of a shared machine does not count.
 *
 * @param perResource what one resource costs
 * @param backgroundPerResource what idle workers cost in the time that one resource took; it is not in {@code perResource}
 */
record Row(int workers, Shape shape, int size, Phase phase, int repetitions, double seconds, double hotRatio, Counts perResource, Counts backgroundPerResource) {

    static List<Row> of(Collection<Sample> samples) {
        record Key(int workers, Shape shape, int size, Phase phase) {}

        Map<Key, List<Sample>> groups = new LinkedHashMap<>();
        samples.forEach(s -> groups.computeIfAbsent(new Key(s.workers(), s.shape(), s.size(), s.phase()), _ -> new ArrayList<>()).add(s));
        return groups.entrySet().stream().map(group -> {
            Key key = group.getKey();
            List<Sample> all = group.getValue();
            return new Row(key.workers, key.shape, key.size, key.phase, all.size(), median(all, Sample::seconds), median(all, s -> s.counts().hotRatio()),
                    Counts.each(metric -> median(all, s -> s.counts().of(metric) / s.size())), Counts.each(metric -> median(all, s -> s.background().of(metric) / s.size())));
        }).toList();
    }

    double perSecond() {
        return size / seconds;
    }

    /** Of those that are numbers; NaN when none is. */
    private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
        double[] sorted = samples.stream().mapToDouble(number).filter(d -> !Double.isNaN(d)).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
