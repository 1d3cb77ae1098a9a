package io.rowloom.cli.progress;

import io.rowloom.cli.output.Text;
import io.rowloom.event.Event;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One line per event, for files and pipes. */
public final class PlainDisplay implements Display {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final PrintWriter out;
    private final ZoneId zone;

    public PlainDisplay(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void show(Picture picture, List<Event> news) {
        news.forEach(event -> out.println(line(event, picture, zone)));
        out.flush();
    }

    /** {@code 12:00:01.250  db  CREATE_COMPLETE  state changed  (by worker-1)} */
    public static String line(Event event, Picture picture, ZoneId zone) {
        return line(event, event.engine().map(id -> picture.engines().getOrDefault(id, "")).orElse(""), zone);
    }

    /** @param engine the name of the engine that made the change; empty for none */
    public static String line(Event event, String engine, ZoneId zone) {
        return TIME.format(event.at().atZone(zone)) + "  " + Text.plain(event.name()) + "  " + event.action() + "_" + event.status()
                + (event.reason().isEmpty() ? "" : "  " + Text.plain(event.reason())) + (engine.isEmpty() ? "" : "  (by " + Text.plain(engine) + ")");
    }

    @Override
    public void say(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {}
}
