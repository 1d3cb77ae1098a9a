package io.rowloom.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Difference;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.RestrictedChange;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.Wanted;
import io.rowloom.snapshot.LastCopy;
import io.rowloom.stack.OnFailure;
import io.rowloom.store.Hint;
import io.rowloom.store.MissingSecretsKeyException;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.Restriction;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.Refusal;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What came of an action, on its way into the rows. Each way ends with the claim out of the registry; a store outage leaves that to the audit. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final EngineContext context;
    private final WriteQueue<Success> successes;
    private final Replacer replacer;
    private final Parker parker;
    private final UntilKnown untilKnown;

    Outcomes(EngineContext context, WriteQueue<Success> successes, Replacer replacer, Parker parker) {
        this.context = context;
        this.successes = successes;
        this.replacer = replacer;
        this.parker = parker;
        this.untilKnown = new UntilKnown(context);
    }

    /** @param handled ids of the signals that the call was given */
    void record(ClaimedAction action, ResourceType type, Step step, List<UUID> handled) {
        switch (step) {
            case Step.Done done -> done(action, type, done, handled);
            case Step.Wait wait -> parker.add(action, new Parking(action.claim(), Phase.WAIT, Optional.of(wait.cookie()), wait.physicalId(), wait.lookAgainIn(), action.wake(), Effect.NONE,
                    action.tries(), Optional.empty(), handled));
            case Step.Failed failed -> failed(action, failed, handled);
            case Step.NeedsReplacement(var reason) -> needsReplacement(action, reason);
            case Step.Gone(var reason) -> gone(action, reason);
        }
    }

    private void done(ClaimedAction action, ResourceType type, Step.Done done, List<UUID> handled) {
        if (action.action() == ResourceAction.SNAPSHOT) {
            succeeded(action, new Finished(action.claim(), Optional.empty(), Optional.empty(), inputHash(action), ResourceReason.DONE,
                    Optional.of(sealData(action, done.outputs())), hook(action), handled));
            return;
        }
        boolean delete = action.action() == ResourceAction.DELETE;
        Optional<ObjectNode> outputs = delete || done.outputs().isEmpty() ? Optional.empty() : Optional.of(seal(type, action.args(), done.outputs()));
        if (outputs.filter(Secrets::contains).isPresent() && !context.store().sealsSecrets()) {
            fail(action, MissingSecretsKeyException.REASON, Effect.UNKNOWN, done.physicalId(), List.of(), handled);
            return;
        }
        succeeded(action, new Finished(action.claim(), done.physicalId(), outputs, inputHash(action), ResourceReason.DONE, Optional.empty(), hook(action), handled));
    }

    private static Optional<Hook> hook(ClaimedAction action) {
        return HookPoints.after(action.action(), action.properties().isPresent()).filter(action.rules().hooks()::contains);
    }

    /** What a resource holds that was given a secret may repeat it in any form. */
    private static ObjectNode sealData(ClaimedAction action, ObjectNode data) {
        if (!Secrets.contains(action.args())) {
            return data;
        }
        ObjectNode sealed = data.objectNode();
        data.properties().forEach(field -> sealed.set(field.getKey(), Secret.of(field.getValue())));
        return sealed;
    }

    /** What is kept before a delete; the delete is then the next call, whoever makes it. */
    void keep(ClaimedAction action, Step step) {
        switch (step) {
            case Step.Done(var _, var data) -> goOn(action, Optional.of(new LastCopy(UUID.nameUUIDFromBytes(action.idempotencyKey().getBytes(StandardCharsets.UTF_8)),
                    action.name() + " before its deletion", sealData(action, data))));
            case Step.Gone _ -> goOn(action, Optional.empty());
            case Step.Wait wait -> park(action, Phase.SNAPSHOT, Optional.of(wait.cookie()), Optional.empty(), wait.lookAgainIn(), Effect.NONE, action.tries());
            case Step.Failed failed -> failed(action, failed, List.of());
            case Step.NeedsReplacement(var reason) -> needsReplacement(action, reason);
        }
    }

    private void goOn(ClaimedAction action, Optional<LastCopy> copy) {
        parker.add(action, new Parking(action.claim(), Phase.BEGIN, Optional.empty(), Optional.empty(), Duration.ZERO, action.wake(), Effect.NONE, 0, copy, List.of()));
    }

    /** What the last success was given; what only visits the resource makes nothing certain that was not. */
    private Optional<String> inputHash(ClaimedAction action) {
        if (action.action() == ResourceAction.DELETE) {
            return Optional.empty();
        }
        return action.action().makesCertain() ? Optional.of(Wanted.inputHash(context.shared().fingerprint(), action.type(), action.args())) : action.inputHash();
    }

    /** Nothing had to be done. */
    void confirm(ClaimedAction action, ResourceType type, String reason, Optional<ObjectNode> seen) {
        Optional<ObjectNode> outputs = seen.filter(values -> !values.isEmpty()).map(values -> seal(type, action.args(), values));
        succeeded(action, new Finished(action.claim(), Optional.empty(), outputs, inputHash(action), reason, Optional.empty(), hook(action), List.of()));
    }

    /** Marks the outputs that the type's schema calls sensitive, and those that repeat a secret it was given. */
    private static ObjectNode seal(ResourceType type, ObjectNode args, ObjectNode outputs) {
        ObjectNode sealed = outputs.objectNode();
        outputs.properties().forEach(output -> {
            boolean sensitive = Optional.ofNullable(type.schema().attributes().get(output.getKey())).filter(a -> a.sensitive()).isPresent();
            sealed.set(output.getKey(), sensitive ? Secret.of(output.getValue()) : Secrets.markLike(args, output.getValue()));
        });
        return sealed;
    }

    private void failed(ClaimedAction action, Step.Failed failed, List<UUID> handled) {
        if (failed.retryable() && context.config().retry().allowsAfter(action.tries())) {
            Duration delay = context.config().retry().delayAfter(action.tries());
            ActionLog.at(LOG, Level.INFO, action).log("{} failed, trying again in {}: {}", action.action(), delay, redact(action, failed.reason()));
            boolean looking = action.phase() == Phase.OBSERVE || action.phase() == Phase.SNAPSHOT;
            Effect effect = readsOnly(action) ? Effect.NONE : failed.effect();
            park(action, looking ? action.phase() : Phase.RETRY, Optional.empty(), failed.physicalId(), delay, effect, action.tries() + 1);
        } else {
            fail(action, failed.reason(), readsOnly(action) ? Effect.NONE : failed.effect(), failed.physicalId(), List.of(), handled);
        }
    }

    private void needsReplacement(ClaimedAction action, String reason) {
        if (action.action() == ResourceAction.UPDATE || action.action() == ResourceAction.RESTORE) {
            replaceIfAllowed(action, reason);
        } else {
            fail(action, "asked for a replacement during " + action.action() + ": " + reason, Effect.UNKNOWN, Optional.empty(), List.of());
        }
    }

    private void gone(ClaimedAction action, String reason) {
        switch (action.action()) {
            case DELETE -> succeeded(action, new Finished(action.claim(), Optional.empty(), Optional.empty(), Optional.empty(), ResourceReason.DONE,
                    Optional.empty(), hook(action), List.of()));
            case UPDATE, RESTORE -> replaceIfAllowed(action, reason);
            default -> fail(action, reason, Effect.NONE, Optional.empty(), List.of());
        }
    }

    private void replaceIfAllowed(ClaimedAction action, String reason) {
        if (action.rules().forbid(Restriction.REPLACE)) {
            fail(action, Restriction.REPLACE.reason(), Effect.NONE, Optional.empty(), List.of());
        } else {
            replace(action, reason);
        }
    }

    /** The row stays as it is, whatever becomes of the traversal. */
    void restrict(StackHead stack, RestrictedChange change) {
        String reason = change.restriction().reason();
        FinishResult result = context.store().finishes().refuse(new Refusal(stack.id(), stack.traversal(), change.node(), change.no(), change.version(), ResourceAction.UPDATE,
                reason, ResourceReason.stackFailed(ResourceAction.UPDATE, ResourceReason.failed(change.name(), reason)), stack.onFailure().during(stack.action())));
        LOG.atWarn().addKeyValue("stack", stack.name()).addKeyValue("resource", change.name()).addKeyValue("traversal", stack.traversal())
                .log("not updated; traversal {}: {}", result.standing(), reason);
        planIfRollingBack(result);
        rescan(result.newerWaits());
    }

    private void planIfRollingBack(FinishResult result) {
        if (result.standing() == FinishResult.Standing.ROLLING_BACK) {
            context.wakeups().plan();
            context.store().hints().announce(Hint.REQUESTS);
        }
    }

    void fail(ClaimedAction action, String plain, Effect effect, Optional<String> physicalId, List<Difference> drift) {
        fail(action, plain, effect, physicalId, drift, List.of());
    }

    private void fail(ClaimedAction action, String plain, Effect effect, Optional<String> physicalId, List<Difference> drift, List<UUID> handled) {
        String reason = ResourceReason.failed(action.name(), redact(action, plain));
        OnFailure then = action.stack().onFailure().during(action.stack().action());
        Failure failure = new Failure(action.claim(), action.traversal(), action.node(), reason, ResourceReason.stackFailed(action.action(), reason),
                effect, physicalId, drift, then, handled);
        untilKnown.run(action, () -> {
            FinishResult result = context.store().finishes().fail(failure);
            ActionLog.at(LOG, Level.WARN, action).log("{} failed; traversal {}: {}", action.action(), result.standing(), reason);
            countLost(result.recorded().isEmpty());
            planIfRollingBack(result);
            rescan(result.newerWaits());
            context.wakeups().over(action.type());
        });
    }

    void stop(ClaimedAction action) {
        untilKnown.run(action, () -> {
            boolean held = context.store().finishes().stop(action.claim(), ResourceReason.CANCELLED, readsOnly(action) ? Effect.NONE : Effect.UNKNOWN);
            ActionLog.at(LOG, Level.INFO, action).log("{} stopped", action.action());
            countLost(!held);
            rescan(true);
        });
    }

    private static boolean readsOnly(ClaimedAction action) {
        return switch (action.action()) {
            case CHECK, ADOPT, SNAPSHOT -> true;
            case INIT, CREATE, UPDATE, DELETE, SUSPEND, RESUME, RESTORE -> action.phase() == Phase.OBSERVE || action.phase() == Phase.SNAPSHOT;
        };
    }

    private void succeeded(ClaimedAction action, Finished finished) {
        successes.add(new Success(action, finished, context.tasks().elapsed()));
    }

    void replace(ClaimedAction action, String reason) {
        replacer.add(action, redact(action, reason));
    }

    /** The action was not begun: the audit will give the row back, if this engine lives on. */
    void drop(ClaimedAction action) {
        context.inFlight().leaveInDoubt(action.claim());
        context.wakeups().slotFree();
    }

    private void park(ClaimedAction action, Phase phase, Optional<JsonNode> cookie, Optional<String> physicalId, Duration due, Effect effect, int tries) {
        parker.add(action, new Parking(action.claim(), phase, cookie, physicalId, due, action.wake(), effect, tries));
    }

    private void rescan(boolean newerWaits) {
        if (newerWaits) {
            context.wakeups().scanAll();
        }
    }

    private void countLost(boolean lost) {
        if (lost) {
            context.meters().fencesLost.increment();
        }
    }

    private static String redact(ClaimedAction action, String reason) {
        return Secrets.redact(reason, action.args());
    }
}
