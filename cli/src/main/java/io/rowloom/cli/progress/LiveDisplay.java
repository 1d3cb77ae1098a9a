package io.rowloom.cli.progress;

import io.rowloom.cli.output.Terminal;
import io.rowloom.event.Event;
import java.io.PrintWriter;
import java.util.List;

/** Redraws a tree in place, with ANSI escapes (ECMA-48). Sentences scroll away above it. */
public final class LiveDisplay implements Display {
    private static final String ESCAPE = "\u001b[";
    private static final String WRAP_OFF = ESCAPE + "?7l";
    private static final String WRAP_ON = ESCAPE + "?7h";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintWriter out;
    private final Terminal terminal;
    private List<String> drawn = List.of();

    public LiveDisplay(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void show(Picture picture, List<Event> news) {
        redraw("", ProgressTree.lines(picture, terminal));
    }

    @Override
    public void say(String text) {
        redraw(text + CLEAR_LINE + "\n", drawn);
    }

    /** In one write, so that nothing flickers. */
    private void redraw(String above, List<String> lines) {
        StringBuilder frame = new StringBuilder(WRAP_OFF);
        if (!drawn.isEmpty()) {
            frame.append(ESCAPE).append(drawn.size()).append("F");
        }
        frame.append(above);
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        out.print(frame.append(CLEAR_BELOW).append(WRAP_ON));
        out.flush();
        drawn = lines;
    }

    @Override
    public void close() {
        drawn = List.of();
    }
}
