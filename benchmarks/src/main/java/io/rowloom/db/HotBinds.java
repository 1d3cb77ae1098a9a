package io.rowloom.db;

import com.zaxxer.hikari.HikariDataSource;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.StackFinish;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hottest statement is given, worked out as for a database, without one. In this package for the reason that {@link HotStatements} is. */
public final class HotBinds {
    /** On a pool without an address: it would fail if it were asked for a connection. */
    private final FinishStatement finishes = new FinishStatement(new Transactions(new HikariDataSource(), Optional.empty()), new Trees(Optional.empty()));

    /** All that comes before the driver is called when successes are recorded and claims made in one statement. No secrets: there is no key. */
    public List<Object> finishAndClaim(StackHead stack, EngineId engine, List<Finished> finished, List<NextClaim> next) {
        return finishes.bindsOfFinishAndClaim(engine, List.of(new StackFinish(stack.id(), stack.traversal(), finished)), Map.of(stack, next));
    }
}
