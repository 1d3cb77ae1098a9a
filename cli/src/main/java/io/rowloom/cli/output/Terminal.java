package io.rowloom.cli.output;

import java.util.Map;
import java.util.Optional;

/** A terminal that people look at. Sizes in characters. */
public record Terminal(int width, int height, boolean color) {
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    /** The terminal behind standard output, if it is one. The launcher tells the size in ROWLOOM_TERMINAL, as {@code stty size} prints it. */
    public static Optional<Terminal> detect(Map<String, String> environment) {
        String told = environment.getOrDefault("ROWLOOM_TERMINAL", "");
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        if (dumb || told.isEmpty() && (System.console() == null || !System.console().isTerminal())) {
            return Optional.empty();
        }
        String[] size = told.split(" ");
        return Optional.of(new Terminal(number(size.length == 2 ? size[1] : environment.getOrDefault("COLUMNS", ""), USUAL_WIDTH),
                number(size[0], USUAL_HEIGHT), !environment.containsKey("NO_COLOR")));
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : otherwise;
    }
}
