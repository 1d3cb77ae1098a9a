package io.rowloom.benchmarks.micro;

import com.google.common.base.Throwables;
import io.rowloom.benchmarks.throughput.Shape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Measures one part at one size, by JMH: single calls are timed, and the garbage collector's profiler tells what they allocate. */
final class MicroBench {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int ENOUGH_FOR_P99 = 100;

    private MicroBench() {}

    /** @throws IllegalStateException when a call failed; with what JMH said */
    static MicroMeasurement measure(Part part, Shape shape, int size, Effort effort) throws InterruptedException {
        Options options = new OptionsBuilder().include(part.pattern()).param("shape", shape.name()).param("size", Integer.toString(size))
                .mode(Mode.SampleTime).timeUnit(TimeUnit.MICROSECONDS).threads(1).forks(effort.forks())
                .warmupIterations(effort.warmUp()).warmupTime(effort.time()).measurementIterations(effort.iterations()).measurementTime(effort.time())
                .addProfiler(GCProfiler.class).shouldFailOnError(true).build();
        RunResult result = run(options);
        int resources = shape.layout(size, 1).resources();
        Result<?> primary = result.getPrimaryResult();
        Statistics times = primary.getStatistics();
        @Nullable Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        double bytes = allocated == null ? Double.NaN : allocated.getScore();
        double p99 = times.getN() < ENOUGH_FOR_P99 ? Double.NaN : times.getPercentile(99);
        return new MicroMeasurement(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), part, shape, size, resources, effort.forks(), times.getN(),
                times.getPercentile(50) / resources, p99 / resources, times.getMax() / resources, bytes / resources);
    }

    private static RunResult run(Options options) throws InterruptedException {
        var said = new ByteArrayOutputStream();
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return new Runner(options, OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL)).runSingle();
        } catch (RunnerException | BenchmarkException e) {
            if (Throwables.getCausalChain(e).stream().anyMatch(InterruptedException.class::isInstance) || Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e + "\n" + said.toString(StandardCharsets.UTF_8), e);
        }
    }
}
