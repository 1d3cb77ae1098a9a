package io.rowloom.simulator.scenario;

import io.rowloom.lock.LockScope;
import io.rowloom.simulator.LockService;
import io.rowloom.simulator.World;
import java.time.Duration;

/** What happens to a worker in the middle of a scenario, whatever it is doing; the other worker is left alone. Or what both have to live with. */
sealed interface Disturbance {
    /** So long that it is declared dead, and its claims are taken over. */
    Duration LONGER_THAN_ITS_LEASE = Duration.ofSeconds(12);

    void prepare(World world);

    /** Lets its last consequence come: a late worker that is back and tries to go on. */
    default void isOver(World settled) {}

    record None() implements Disturbance {
        @Override
        public void prepare(World world) {}
    }

    /** There is a lock service, and this is what it does. */
    record Locked(LockScope scope, LockService service) implements Disturbance {
        @Override
        public void prepare(World world) {
            world.locking(scope).locks(service);
        }
    }

    /** The worker that takes this step dies right after it. */
    record Killed(long step) implements Disturbance {
        @Override
        public void prepare(World world) {
            world.killAtStep(step);
        }
    }

    /** The worker that takes this step stands still right after it, and goes on when others have its work. */
    record Paused(long step) implements Disturbance {
        @Override
        public void prepare(World world) {
            world.pauseAtStep(step, LONGER_THAN_ITS_LEASE);
        }

        @Override
        public void isOver(World settled) {
            settled.pass(LONGER_THAN_ITS_LEASE.plusSeconds(3)).settle();
        }
    }
}
