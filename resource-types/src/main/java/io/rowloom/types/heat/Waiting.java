package io.rowloom.types.heat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits that are a cookie in a row: the end of the wait is fixed at the first step, so an engine that takes over goes on with the same wait. */
final class Waiting {
    private static final String UNTIL = "until";
    private static final int NANO_DIGITS = 9;
    /** Ten years: keeps absurd numbers within what an instant can hold. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(3653).toSeconds());

    private Waiting() {}

    /**
     * The step to answer while the wait lasts; empty when it is over.
     *
     * @param seconds asked for at the first step of an action only; nanosecond resolution
     */
    static Optional<Step> remaining(ResourceCall call, Supplier<BigDecimal> seconds, Optional<String> physicalId) {
        Instant until = call.cookie().map(cookie -> Instant.parse(cookie.path(UNTIL).asText()))
                .orElseGet(() -> call.now().plus(duration(seconds.get())));
        Duration left = Duration.between(call.now(), until);
        if (!left.isPositive()) {
            return Optional.empty();
        }
        JsonNode cookie = JsonNodeFactory.instance.objectNode().put(UNTIL, until.toString());
        return Optional.of(new Step.Wait(cookie, left, physicalId));
    }

    private static Duration duration(BigDecimal seconds) {
        BigDecimal[] parts = seconds.min(LONGEST).divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].movePointRight(NANO_DIGITS).longValue());
    }
}
