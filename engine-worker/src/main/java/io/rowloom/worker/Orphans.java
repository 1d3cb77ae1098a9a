package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Held;
import io.rowloom.store.Hint;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the claims of engines that are dead, or have no row, so that whoever is first goes on with their actions. To look for them means to read all rows that may be
 * claimed, so it is done only when an engine has died: until a look after its death finds nothing. What such an engine still commits after that, the sweep of {@link Audit}
 * comes by. For one thread.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final int MOST = 1_000;

    private final EngineContext context;
    /** Dead engines of which nothing was found. */
    private Set<EngineId> clear = Set.of();

    Orphans(EngineContext context) {
        this.context = context;
    }

    /** If there is a dead engine that it has not looked for. */
    void adopt() {
        Set<EngineId> dead = context.store().engines().dead();
        if (clear.containsAll(dead) || adoptAll(context) == 0) {
            clear = dead;
        }
    }

    /** Whatever was looked for before. Answers how many were found. */
    static int adoptAll(EngineContext context) {
        List<Held> orphans = context.store().engines().orphans(MOST);
        take(context, orphans);
        return orphans.size();
    }

    static void take(EngineContext context, List<Held> orphans) {
        if (!orphans.isEmpty()) {
            int taken = context.store().engines().takeOver(orphans);
            context.meters().takeovers.increment(taken);
            LOG.atInfo().addKeyValue("engine", context.id()).log("{} actions of dead engines are free to be resumed", taken);
            context.wakeups().everything();
            context.store().hints().announce(Hint.ANYTHING);
        }
    }
}
