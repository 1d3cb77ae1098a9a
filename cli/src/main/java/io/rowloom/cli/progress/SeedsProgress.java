package io.rowloom.cli.progress;

import io.rowloom.cli.output.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far a range of seeds is: one line that is drawn again and again on a terminal, else a line every ten seconds. */
public final class SeedsProgress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final int width;
    private final long seeds;
    private final LongSupplier nanos;
    private final long begun;
    private long lastLine;

    /** @param width of the terminal; 0 where there is none */
    public SeedsProgress(PrintWriter out, int width, long seeds, LongSupplier nanos) {
        this.out = out;
        this.width = width;
        this.seeds = seeds;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.lastLine = begun;
    }

    public void show(long done) {
        if (width > 0) {
            out.print(CLEAR_LINE + Text.cut(line(done), width - 1));
            out.flush();
        } else if (nanos.getAsLong() - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = nanos.getAsLong();
            out.println(line(done));
        }
    }

    public void close() {
        if (width > 0) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private String line(long done) {
        String line = String.format(Locale.ROOT, "%,d of %,d seeds, %.0f/s", done, seeds, perSecond(done));
        return done == 0 || done >= seeds ? line : line + ", " + time(Duration.ofSeconds(Math.round((seeds - done) / perSecond(done)))) + " left";
    }

    /** Seeds per second so far. */
    public double perSecond(long done) {
        return done / Math.max(1e-9, seconds());
    }

    public double seconds() {
        return (nanos.getAsLong() - begun) / 1e9;
    }

    private static String time(Duration time) {
        return time.toMinutes() == 0 ? time.toSeconds() + " s" : time.toHours() == 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
