package io.rowloom.worker;

import io.rowloom.engine.Held;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the claims of engines that are dead, or have no row, so that whoever is first goes on with their actions. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
    private static final int MOST = 1_000;

    private Orphans() {}

    static void adopt(EngineContext context) {
        List<Held> orphans = context.store().engines().orphans(MOST);
        if (!orphans.isEmpty()) {
            int taken = context.store().engines().takeOver(orphans);
            context.meters().takeovers.increment(taken);
            LOG.atInfo().addKeyValue("engine", context.id()).log("{} actions of dead engines are free to be resumed", taken);
            context.wakeups().everything();
            context.store().hints().announce();
        }
    }
}
