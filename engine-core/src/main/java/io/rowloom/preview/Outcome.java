package io.rowloom.preview;

/** What an UPDATE node comes to, from the least to the most that is done. */
sealed interface Outcome {
    /** It is cut off. */
    record Nothing() implements Outcome {}

    record Create() implements Outcome {}

    /** @param lookedAtFirst whether what is found then may call for more */
    record InPlace(boolean lookedAtFirst) implements Outcome {}

    record Replace(String reason) implements Outcome {}

    /** @param create whether it is a create that is refused */
    record Refuse(String reason, boolean create) implements Outcome {}

    default int rank() {
        return switch (this) {
            case Nothing _ -> 0;
            case Create _ -> 1;
            case InPlace _ -> 2;
            case Replace _ -> 3;
            case Refuse _ -> 4;
        };
    }
}
