package io.rowloom.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a worker counts. Names start with {@code rowloom.}; each is described where it is registered. */
final class Meters {
    private final MeterRegistry registry;
    final Counter claimsTried;
    final Counter claimsWon;
    final Counter claimsLimited;
    final Counter claimsLeft;
    final Counter claimsOverdue;
    final Counter cutOffs;
    final Counter takeovers;
    final Counter enginesExpired;
    final Counter fencesLost;
    final Counter plans;
    final Counter planConflicts;
    final Counter storeOutages;
    final Counter driftLooks;
    final DistributionSummary finishBatch;
    final Timer queueAge;
    private final Map<Acted, Timer> acted = new ConcurrentHashMap<>();

    /** What calls of resource types are told apart by. */
    private record Acted(String type, String action, String outcome) {}

    Meters(MeterRegistry registry) {
        this.registry = registry;
        claimsTried = counter("rowloom.claims.tried", "Rows this worker tried to claim");
        claimsWon = counter("rowloom.claims.won", "Rows it got; the others were lost to another engine or out of date");
        claimsLimited = counter("rowloom.claims.limited", "Rows with a limit that were not got: there was no room, or another engine was first");
        claimsLeft = counter("rowloom.claims.left", "Times that a ready node was left to the worker that it falls to");
        claimsOverdue = counter("rowloom.claims.overdue", "Ready nodes that fall to other workers and were not claimed in time, so that this one took them up");
        cutOffs = counter("rowloom.cutoffs", "Nodes finished without a claim, because nothing was to do");
        takeovers = counter("rowloom.takeovers", "Claims taken from dead engines");
        enginesExpired = counter("rowloom.engines.expired", "Engines this worker declared dead");
        fencesLost = counter("rowloom.fences.lost", "Outcomes that were refused because another engine had taken the resource over");
        plans = counter("rowloom.plans", "Traversals planned");
        planConflicts = counter("rowloom.plans.conflicts", "Plans computed again because a row had moved");
        storeOutages = counter("rowloom.store.outages", "Times the database could not be reached");
        driftLooks = counter("rowloom.drift.looks", "Checks and updates that drift policies asked for, accepted or found accepted");
        finishBatch = DistributionSummary.builder("rowloom.finish.batch").description("Outcomes recorded in one transaction").register(registry);
        queueAge = Timer.builder("rowloom.finish.age").description("How long an outcome waits until it is recorded").register(registry);
    }

    LockMeters ofLocks() {
        return LockMeters.in(registry);
    }

    MembershipMeters ofMembership() {
        return MembershipMeters.in(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(registry);
    }

    void acted(String type, String action, String outcome, Duration time) {
        acted.computeIfAbsent(new Acted(type, action, outcome), this::timer).record(time);
    }

    private Timer timer(Acted acted) {
        return Timer.builder("rowloom.actions").description("Calls of resource types").tag("type", acted.type()).tag("action", acted.action())
                .tag("outcome", acted.outcome()).register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
