package io.rowloom.simulator;

import io.rowloom.engine.EngineId;
import io.rowloom.store.Hint;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.io.IOException;

/**
 * A worker's way to the store: others may run before and after every verb, the verb may be lost on its way (nothing happened), or its answer (it is
 * committed, and the caller does not know), or it is run twice. A verb's name is that of its port and its own: {@code Claims.park}.
 */
final class FaultyStore {
    private FaultyStore() {}

    static Store of(Store store, Steps steps, Faults faults, Chronicle chronicle) {
        return new InterceptedStore(store, (verb, arguments, call) -> {
            steps.yield();
            faults.called(verb);
            loseMaybe(faults, Faults.Loss.REQUEST, verb, steps, chronicle);
            Object result = call.run(arguments);
            steps.yield();
            if (faults.happens(Faults.Loss.RERUN, verb, worker(steps))) {
                chronicle.say(verb, "the answer is lost, and it is run again");
                steps.sleep(faults.untilRunAgain(verb, worker(steps)));
                result = call.run(arguments);
                steps.yield();
            }
            loseMaybe(faults, Faults.Loss.ANSWER, verb, steps, chronicle);
            return result;
        }, lossyHints(store, steps, faults));
    }

    private static String worker(Steps steps) {
        return steps.currentProcess().map(p -> p.name).orElse("");
    }

    private static void loseMaybe(Faults faults, Faults.Loss loss, String verb, Steps steps, Chronicle chronicle) {
        if (faults.happens(loss, verb, worker(steps))) {
            chronicle.say(verb, loss == Faults.Loss.REQUEST ? "lost before it arrives" : "the answer is lost");
            throw new StoreUnavailableException("simulated: connection lost, with the " + loss + " of " + verb, new IOException());
        }
    }

    private static Hints lossyHints(Store store, Steps steps, Faults faults) {
        return new Hints() {
            @Override
            public void announce(Hint hint) {
                if (!faults.hintLost(worker(steps))) {
                    store.hints().announce(hint);
                }
            }

            @Override
            public void askToRenew(EngineId engine) {
                if (!faults.hintLost(worker(steps))) {
                    store.hints().askToRenew(engine);
                }
            }

            @Override
            public Subscription listen(Listener listener) {
                return store.hints().listen(listener);
            }
        };
    }
}
