package io.rowloom.types.exec;

import java.time.Duration;

/** How a command ended. */
sealed interface Result {
    record Ended(int exitCode, String stdout, String stderr) implements Result {}

    record TimedOut(Duration after) implements Result {}

    record Cancelled() implements Result {}

    record NotStarted() implements Result {}
}
