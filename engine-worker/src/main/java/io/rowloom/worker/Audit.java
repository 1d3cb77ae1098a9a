package io.rowloom.worker;

import io.rowloom.engine.Held;
import io.rowloom.engine.Swept;
import io.rowloom.resource.Claim;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what this engine believes to hold with the rows: calls that are asked to stop, and claims of ours that we do not know of, since their answer was lost or
 * their task died.
 *
 * <p>The claims that there is a reason to look for are looked for by key. For all others some rows are read at each turn, from where the last turn ended, so that what this
 * costs does not grow with the stacks, and what is claimed by nobody who knows is found in the end. For one thread.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final EngineContext context;
    private final int rows;
    private Optional<Swept.Place> place = Optional.empty();

    /** @param rows to read in a turn */
    Audit(EngineContext context, int rows) {
        this.context = context;
        this.rows = rows;
    }

    void turn() {
        look();
        sweep();
    }

    private void look() {
        Set<Claim> doubts = context.inFlight().doubts();
        Set<Claim> known = context.inFlight().snapshot();
        Set<Claim> all = new HashSet<>(known);
        all.addAll(doubts);
        if (!all.isEmpty()) {
            List<Held> held = context.store().engines().held(all);
            context.inFlight().looked(doubts);
            giveBack(held, known);
            held.stream().filter(Held::cancel).forEach(h -> context.inFlight().cancellation(claim(h)).request());
        }
    }

    private void sweep() {
        Set<Claim> known = context.inFlight().snapshot();
        Swept swept = context.store().engines().sweep(context.id(), place, rows);
        place = swept.next();
        Map<Boolean, List<Held>> found = swept.found().stream().collect(Collectors.partitioningBy(h -> h.engine().equals(context.id())));
        giveBack(found.getOrDefault(true, List.of()), known);
        Orphans.take(context, found.getOrDefault(false, List.of()));
    }

    /** What we neither knew of before it was read nor know of now. */
    private void giveBack(List<Held> held, Set<Claim> before) {
        List<Held> lost = held.stream().filter(h -> !before.contains(claim(h)) && !context.inFlight().contains(claim(h))).toList();
        if (!lost.isEmpty()) {
            LOG.atWarn().addKeyValue("engine", context.id()).log("{} claims of this engine had been lost track of: given back", context.store().engines().takeOver(lost));
            context.wakeups().everything();
        }
    }

    private static Claim claim(Held held) {
        return new Claim(held.stack(), held.no(), held.engine(), held.version());
    }
}
