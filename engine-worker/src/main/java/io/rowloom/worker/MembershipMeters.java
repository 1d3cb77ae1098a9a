package io.rowloom.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What a worker that keeps a session counts.
 *
 * @param answered engines that were suspected and renewed their lease
 */
record MembershipMeters(Counter suspicions, Counter answered, Counter deaths, Counter unknown, Timer looking) {
    static MembershipMeters in(MeterRegistry registry) {
        return new MembershipMeters(counter(registry, "rowloom.membership.suspicions", "Engines whose session was seen and then missed"),
                counter(registry, "rowloom.membership.answered", "Suspected engines that renewed their lease, so that they live without a session"),
                counter(registry, "rowloom.membership.deaths", "Engines declared dead before their lease was over"),
                counter(registry, "rowloom.membership.unknown", "Looks at the membership service that told nothing"),
                Timer.builder("rowloom.membership.looking").description("How long the membership service takes to answer").register(registry));
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
