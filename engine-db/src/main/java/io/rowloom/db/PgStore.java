package io.rowloom.db;

import io.rowloom.drift.DriftPolicies;
import io.rowloom.engine.Engines;
import io.rowloom.event.Events;
import io.rowloom.limit.Limits;
import io.rowloom.resource.Claims;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.Resources;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.Stacks;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.Targets;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Plans;
import io.rowloom.value.Fingerprint;
import java.util.Optional;

/** The store on PostgreSQL. */
final class PgStore implements Store {
    private final Transactions transactions;
    private final Trees trees;
    private final Fingerprint fingerprint;
    private final Hints hints;

    PgStore(Transactions transactions, Optional<SecretBox> secrets, Hints hints) {
        this.transactions = transactions;
        this.trees = new Trees(secrets);
        this.fingerprint = secrets.map(SecretBox::fingerprint).orElseGet(Fingerprint::unkeyed);
        this.hints = hints;
    }

    @Override
    public boolean sealsSecrets() {
        return trees.seal();
    }

    @Override
    public Stacks stacks() {
        return new PgStacks(transactions, targets());
    }

    @Override
    public PgTargets targets() {
        return new PgTargets(transactions, trees, fingerprint);
    }

    @Override
    public Plans plans() {
        return new PgPlans(transactions);
    }

    @Override
    public Claims claims() {
        return new PgClaims(transactions, trees);
    }

    @Override
    public Finishes finishes() {
        return new PgFinishes(transactions, trees);
    }

    @Override
    public Resources resources() {
        return new PgResources(transactions, trees);
    }

    @Override
    public Interventions interventions() {
        return new PgInterventions(transactions, trees);
    }

    @Override
    public Engines engines() {
        return new PgEngines(transactions);
    }

    @Override
    public Limits limits() {
        return new PgLimits(transactions);
    }

    @Override
    public Events events() {
        return new PgEvents(transactions);
    }

    @Override
    public Snapshots snapshots() {
        return new PgSnapshots(transactions, trees);
    }

    @Override
    public DriftPolicies driftPolicies() {
        return new PgDriftPolicies(transactions);
    }

    @Override
    public Hints hints() {
        return hints;
    }
}
