package io.rowloom.simulator;

/** Something that does not hold. */
public record Finding(Check check, String what) {
    @Override
    public String toString() {
        return check + ": " + what;
    }
}
