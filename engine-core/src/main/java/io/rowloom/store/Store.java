package io.rowloom.store;

import io.rowloom.engine.Engines;
import io.rowloom.event.Events;
import io.rowloom.limit.Limits;
import io.rowloom.resource.Claims;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.Resources;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.Stacks;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Plans;

/**
 * The database, as the domain sees it. Thread-safe. Every verb is one transaction: its guards look only at rows that it locks or writes, and what it
 * found out is its result. A lost race is a result, an outage is a {@link StoreUnavailableException}. One contract suite holds for every store.
 */
public interface Store {
    /** Whether a secret can be stored. Where not, every write of one throws {@link MissingSecretsKeyException}, whatever else it was about. */
    boolean sealsSecrets();

    Stacks stacks();

    Targets targets();

    Plans plans();

    Claims claims();

    Finishes finishes();

    Resources resources();

    Interventions interventions();

    Engines engines();

    Limits limits();

    Events events();

    Snapshots snapshots();

    Hints hints();
}
