package io.rowloom.worker;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Sighting;
import io.rowloom.engine.Watch;
import java.time.Duration;

/** The membership service of a worker, and what it was like so far. Outlives the worker's engines. */
record Members(Watching watching, SessionHealth health) {
    static Members of(Watching watching, Tasks tasks, Meters meters) {
        return new Members(watching, new SessionHealth(tasks, meters.ofMembership(), watching.session()));
    }

    void join(EngineId engine) {
        watching.membership().join(engine);
    }

    void leave(EngineId engine) {
        watching.membership().leave(engine);
    }

    Sighting look(EngineId self, Watch watch, Iterable<EngineId> live) {
        return health.timed(() -> watching.membership().look(watch.wanted(self, live)));
    }

    /** The shortest time after which an engine that stands still may be dead: its last sign of life may be a third of a session old when it stops. */
    Duration standstill() {
        return watching.session().multipliedBy(2).dividedBy(3).plus(watching.answer());
    }
}
