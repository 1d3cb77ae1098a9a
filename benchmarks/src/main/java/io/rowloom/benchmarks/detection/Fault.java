package io.rowloom.benchmarks.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens to a worker. */
enum Fault {
    /** Its process ends at once (SIGKILL). */
    KILL,
    /** Its process stands still (SIGSTOP); its connections stay. */
    STOP,
    /** Nothing gets through between it and the database and the service; its process works on. */
    CUT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Fault> of(String label) {
        return Arrays.stream(values()).filter(fault -> fault.label().equals(label)).findAny();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Fault::label).toList();
    }
}
