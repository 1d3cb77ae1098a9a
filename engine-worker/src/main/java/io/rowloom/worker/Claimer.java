package io.rowloom.worker;

import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends claims, and has what was got acted on. */
final class Claimer {
    private final EngineContext context;
    private final ActionRunner runner;

    Claimer(EngineContext context, ActionRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    Claim claimTo(StackId stack, int no, long version) {
        return new Claim(stack, no, context.id(), version + 1);
    }

    List<Claim> hoped(Map<StackHead, List<ClaimIntent>> intents) {
        return intents.entrySet().stream().flatMap(of -> of.getValue().stream().map(intent -> claimTo(of.getKey().id(), intent.no(), intent.version()))).toList();
    }

    /** Asks the lock service, if there is one, and has what it lets through claimed under the locks. What is left to others is looked at again later. */
    <T> T through(Map<StackHead, List<ClaimIntent>> intents, Function<Map<StackHead, List<ClaimIntent>>, T> claiming) {
        return context.shared().gate().map(gate -> through(gate, intents, claiming)).orElseGet(() -> claiming.apply(intents));
    }

    private <T> T through(ClaimGate gate, Map<StackHead, List<ClaimIntent>> intents, Function<Map<StackHead, List<ClaimIntent>>, T> claiming) {
        List<ClaimGate.Entry> entries = new ArrayList<>();
        try {
            Map<StackHead, List<ClaimIntent>> let = new LinkedHashMap<>();
            intents.forEach((stack, wanted) -> {
                ClaimGate.Entry entry = gate.enter(stack.id(), wanted);
                entries.add(entry);
                entry.left().forEach((again, nodes) -> context.wakeups().readyIn(again, stack.id(), nodes));
                let.put(stack, entry.through());
            });
            return claiming.apply(let);
        } finally {
            entries.forEach(gate::leave);
        }
    }

    /** Answers how many were got. */
    int start(List<Claim> hoped, Supplier<List<ClaimedAction>> claiming) {
        return start(hoped, claiming, won -> won).size();
    }

    /**
     * Enters the claims before they are sent. Those that nobody acts on leave the registry, whatever happens: so the audit finds the ones whose answer was lost.
     *
     * @param won what was got, of the answer
     */
    <T> T start(List<Claim> hoped, Supplier<T> claiming, Function<T, List<ClaimedAction>> won) {
        context.meters().claimsTried.increment(hoped.size());
        hoped.forEach(context.inFlight()::enter);
        Set<Claim> idle = new HashSet<>(hoped);
        try {
            T answer = claiming.get();
            List<ClaimedAction> actions = won.apply(answer);
            context.meters().claimsWon.increment(actions.size());
            for (ClaimedAction action : actions) {
                context.tasks().start(action.stack().name() + "/" + action.name(), () -> runner.run(action));
                idle.remove(action.claim());
            }
            return answer;
        } finally {
            idle.forEach(context.inFlight()::leaveInDoubt);
        }
    }
}
