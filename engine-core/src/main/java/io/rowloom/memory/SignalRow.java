package io.rowloom.memory;

import io.rowloom.plugin.Signal;

/** A row of the table {@code signal}. */
final class SignalRow {
    final Signal signal;
    boolean handled;

    SignalRow(Signal signal) {
        this.signal = signal;
    }
}
