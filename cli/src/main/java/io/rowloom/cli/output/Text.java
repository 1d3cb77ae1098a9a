package io.rowloom.cli.output;

/** Makes texts from elsewhere (reasons, outputs, names) safe and short enough for a terminal. Pure. */
public final class Text {
    private Text() {}

    /** On one line, without control characters: a provider's message must not move the cursor. */
    public static String plain(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c));
        return safe.toString().strip();
    }

    /** At most {@code width} characters; what is cut is told by an ellipsis. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : width <= 1 ? "…".substring(0, Math.max(0, width)) : text.substring(0, width - 1) + "…";
    }

    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
