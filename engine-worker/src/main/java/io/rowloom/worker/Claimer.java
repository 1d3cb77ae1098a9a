package io.rowloom.worker;

import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.stack.StackId;
import java.util.HashSet;
import java.util.List;
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

    List<Claim> hoped(StackId stack, List<ClaimIntent> intents) {
        return intents.stream().map(intent -> claimTo(stack, intent.no(), intent.version())).toList();
    }

    /** Asks the lock service, if there is one, and has what it lets through claimed under the locks. What is left to others is looked at again later. */
    <T> T through(StackId stack, List<ClaimIntent> intents, Function<List<ClaimIntent>, T> claiming) {
        return context.shared().gate().map(gate -> {
            ClaimGate.Entry entry = gate.enter(stack, intents);
            try {
                entry.left().forEach((again, nodes) -> context.wakeups().readyIn(again, stack, nodes));
                return claiming.apply(entry.through());
            } finally {
                gate.leave(entry);
            }
        }).orElseGet(() -> claiming.apply(intents));
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
