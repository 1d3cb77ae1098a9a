package io.rowloom.benchmarks.model;

import io.rowloom.benchmarks.Figures;
import io.rowloom.benchmarks.Forecast;
import io.rowloom.cli.output.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The answer, for people. */
final class ModelTable {
    private static final int DOUBLINGS = 8;

    private ModelTable() {}

    static List<String> lines(Model model, Duration within) {
        Optional<Estimate> needed = model.needed(within.toSeconds());
        int most = needed.map(Estimate::databases).orElse(1 << DOUBLINGS);
        Table table = new Table("databases", "workers each", "connections each", "cores taken idle", "statements/s each", "time", "what limits it");
        Stream.concat(IntStream.rangeClosed(0, DOUBLINGS).map(i -> 1 << i).filter(count -> count < most).boxed(), Stream.of(most)).map(model::with)
                .forEach(estimate -> table.row(row(model, estimate)));
        List<String> lines = new ArrayList<>(table.lines(Integer.MAX_VALUE));
        lines.add("");
        lines.add(needed.map(estimate -> "needed within " + Forecast.told(within) + ": " + estimate.databases() + (estimate.databases() == 1 ? " database" : " databases"))
                .orElse("within " + Forecast.told(within) + ": not with any number of databases; what limits it is " + model.with(most).bottleneck().text())
                + ", and for the work itself " + whole(model.workersFor(within.toSeconds())) + " of the " + whole(model.fleet().workers()) + " workers");
        return lines;
    }

    private static Object[] row(Model model, Estimate estimate) {
        boolean crowded = estimate.connections() > model.server().connections();
        String time = Double.isInfinite(estimate.total()) ? "never" : Forecast.told(Duration.ofSeconds(Math.round(Math.ceil(estimate.total()))));
        return new Object[] {whole(estimate.databases()), whole(model.fleet().workers() / estimate.databases()), whole(estimate.connections()) + (crowded ? " (too many)" : ""),
                Figures.told(estimate.idleCores()), whole(estimate.statementsPerSecond()), time, estimate.bottleneck().text()};
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
