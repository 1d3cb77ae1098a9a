package io.rowloom.constraint;

/**
 * A text that may be looked at only so often: a regular expression whose matching explodes, by accident or malice, is stopped where it would
 * keep a thread busy for ever. One use per match; not thread-safe.
 */
final class BoundedText implements CharSequence {
    private static final int MOST_LOOKS = 10_000_000;
    private final String text;
    private int looks;

    BoundedText(String text) {
        this.text = text;
    }

    static final class TooManyLooks extends RuntimeException {
        TooManyLooks() {
            super("matching takes too long", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new TooManyLooks();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
