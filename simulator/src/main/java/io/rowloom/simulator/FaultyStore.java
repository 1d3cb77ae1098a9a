package io.rowloom.simulator;

import io.rowloom.engine.Engines;
import io.rowloom.event.Events;
import io.rowloom.resource.Claims;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.Resources;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.Stacks;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.store.Targets;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Plans;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A worker's way to the store: others may run before and after every verb, the verb may be lost on its way (nothing happened), or its answer (it is
 * committed, and the caller does not know). A verb's name is that of its port and its own: {@code Claims.park}.
 */
final class FaultyStore implements Store {
    private final Store store;
    private final Steps steps;
    private final Faults faults;

    FaultyStore(Store store, Steps steps, Faults faults) {
        this.store = store;
        this.steps = steps;
        this.faults = faults;
    }

    private <T> T faulty(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            String verb = port.getSimpleName() + "." + method.getName();
            steps.yield();
            faults.called(verb);
            loseMaybe(Faults.Half.REQUEST, verb);
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            steps.yield();
            loseMaybe(Faults.Half.ANSWER, verb);
            return result;
        }));
    }

    private void loseMaybe(Faults.Half half, String verb) {
        if (faults.lost(half, verb)) {
            throw new StoreUnavailableException("simulated: connection lost, with the " + half + " of " + verb, new IOException());
        }
    }

    @Override
    public Stacks stacks() {
        return faulty(Stacks.class, store.stacks());
    }

    @Override
    public Targets targets() {
        return faulty(Targets.class, store.targets());
    }

    @Override
    public Plans plans() {
        return faulty(Plans.class, store.plans());
    }

    @Override
    public Claims claims() {
        return faulty(Claims.class, store.claims());
    }

    @Override
    public Finishes finishes() {
        return faulty(Finishes.class, store.finishes());
    }

    @Override
    public Resources resources() {
        return faulty(Resources.class, store.resources());
    }

    @Override
    public Interventions interventions() {
        return faulty(Interventions.class, store.interventions());
    }

    @Override
    public Engines engines() {
        return faulty(Engines.class, store.engines());
    }

    @Override
    public Snapshots snapshots() {
        return faulty(Snapshots.class, store.snapshots());
    }

    @Override
    public Events events() {
        return faulty(Events.class, store.events());
    }

    /** Hints are lost at random, too. */
    @Override
    public Hints hints() {
        return new Hints() {
            @Override
            public void announce() {
                if (!faults.hintLost()) {
                    store.hints().announce();
                }
            }

            @Override
            public Subscription listen(Runnable onHint) {
                return store.hints().listen(onHint);
            }
        };
    }
}
