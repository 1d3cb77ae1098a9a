package io.rowloom.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Signal;
import io.rowloom.plugin.Step;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Course;
import io.rowloom.resource.ResourceAction;
import io.rowloom.store.StoreUnavailableException;
import io.rowloom.value.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Acts on one claimed resource: finds the course, makes the call, hands the outcome on. Runs on a task of its own and holds no connection while the
 * call runs. Whatever a resource type throws, errors of the JVM included, is a failure with unknown effect.
 */
final class ActionRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);

    private final EngineContext context;
    private final Outcomes outcomes;

    ActionRunner(EngineContext context, Outcomes outcomes) {
        this.context = context;
        this.outcomes = outcomes;
    }

    void run(ClaimedAction action) {
        try {
            ResourceType type = context.shared().types().find(action.type())
                    .orElseThrow(() -> new IllegalStateException("claimed a resource of unknown type " + action.type()));
            follow(() -> Course.of(action, type, context.config().maxAttempts()), action, type);
        } catch (StoreUnavailableException e) {
            log(Level.WARN, action).log("not called: what it was told cannot be read now: {}", e.getMessage());
            outcomes.drop(action);
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            // The claim leaves the registry, so the next audit gives the row back and somebody goes on with the action.
            outcomes.drop(action);
            log(Level.ERROR, action).setCause(e).log("unexpected error; the action will be taken up again");
        }
    }

    private void follow(Supplier<Course> decision, ClaimedAction action, ResourceType type) {
        Course course;
        try {
            course = decision.get();
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            outcomes.record(action, type, thrown(action, e, Step.Effect.UNKNOWN), List.of());
            return;
        }
        switch (course) {
            case Course.Call(var previous) -> call(action, type, previous);
            case Course.Observe() -> observe(action, type);
            case Course.Keep() -> keep(action, type);
            case Course.Confirm(var reason, var outputs) -> outcomes.confirm(action, type, reason, outputs);
            case Course.Replace(var reason) -> outcomes.replace(action, reason);
            case Course.Refuse(var reason, var drift) -> outcomes.fail(action, reason, Step.Effect.NONE, Optional.empty(), drift);
            case Course.GiveUp(var reason) -> outcomes.fail(action, reason, Step.Effect.UNKNOWN, Optional.empty(), List.of());
            case Course.Stop() -> outcomes.stop(action);
        }
    }

    private void call(ClaimedAction action, ResourceType type, Optional<ObjectNode> previous) {
        if (mayCall(action)) {
            List<Signal> signals = signals(action, type);
            log(Level.DEBUG, action).log("calling {} {}", action.action(), action.type());
            Duration started = context.tasks().elapsed();
            PluginCall call = pluginCall(action, previous, signals);
            Step step = step(action, type, () -> call(action, type, call));
            acted(action, action.action().name(), step, started);
            outcomes.record(action, type, step, signals.stream().map(Signal::id).toList());
        }
    }

    /** A snapshot changes nothing, so it leaves them to the next action. */
    private List<Signal> signals(ClaimedAction action, ResourceType type) {
        boolean told = type.schema().signals() && action.action() != ResourceAction.SNAPSHOT;
        return told ? context.store().interventions().unhandled(action.claim().stack(), action.claim().no()) : List.of();
    }

    private void keep(ClaimedAction action, ResourceType type) {
        if (mayCall(action)) {
            log(Level.DEBUG, action).log("keeping what {} holds before its delete", action.type());
            Duration started = context.tasks().elapsed();
            Step step = step(action, type, () -> type.snapshot(pluginCall(action, Optional.empty(), List.of())));
            acted(action, "SNAPSHOT", step, started);
            outcomes.keep(action, step);
        }
    }

    private void observe(ClaimedAction action, ResourceType type) {
        if (mayCall(action)) {
            log(Level.DEBUG, action).log("observing {} for {}", action.type(), action.action());
            Duration started = context.tasks().elapsed();
            Observation seen;
            try {
                PluginCall call = pluginCall(action, Optional.empty(), List.of());
                seen = action.action() == ResourceAction.ADOPT && !action.external() ? type.adopt(call) : type.observe(call);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                outcomes.record(action, type, new Step.Failed("the observation was interrupted", true, Step.Effect.NONE, Optional.empty()), List.of());
                return;
            } catch (Exception e) {
                outcomes.record(action, type, thrown(action, e, Step.Effect.NONE), List.of());
                return;
            } catch (Error e) {
                if (context.tasks().ends(e)) {
                    throw e;
                }
                outcomes.record(action, type, thrown(action, e, Step.Effect.NONE), List.of());
                return;
            }
            acted(action, "OBSERVE", seen, started);
            follow(() -> Course.after(seen, action, type), action, type);
        }
    }

    private boolean mayCall(ClaimedAction action) {
        boolean held = context.lease().held();
        if (!held) {
            log(Level.WARN, action).log("not called: this engine's lease is over");
            outcomes.drop(action);
        }
        return held;
    }

    private PluginCall pluginCall(ClaimedAction action, Optional<ObjectNode> previous, List<Signal> signals) {
        InFlight.Cancellation cancellation = context.inFlight().cancellation(action.claim());
        return new PluginCall(action, previous, signals, context.tasks().clock(), cancellation::requested, () -> !context.lease().held());
    }

    private void acted(ClaimedAction action, String what, Object outcome, Duration started) {
        context.meters().acted(action.type(), what, outcome.getClass().getSimpleName(), context.tasks().elapsed().minus(started));
    }

    private static Step call(ClaimedAction action, ResourceType type, PluginCall call) throws Exception {
        return switch (action.action()) {
            case CREATE -> type.create(call);
            case UPDATE -> type.update(call);
            case DELETE -> type.delete(call);
            case SUSPEND -> type.suspend(call);
            case RESUME -> type.resume(call);
            case SNAPSHOT -> type.snapshot(call);
            case RESTORE -> type.restore(call);
            case INIT, CHECK, ADOPT -> throw new IllegalStateException("no resource type is called to " + action.action());
        };
    }

    private Step step(ClaimedAction action, ResourceType type, Callable<Step> call) {
        try {
            return call.call();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Step.Failed("the call was interrupted", true, Step.Effect.UNKNOWN, Optional.empty());
        } catch (Exception e) {
            return thrown(action, e, Step.Effect.UNKNOWN);
        } catch (Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            return thrown(action, e, Step.Effect.UNKNOWN);
        }
    }

    /** What changed nothing can be tried again. */
    private static Step thrown(ClaimedAction action, Throwable thrown, Step.Effect effect) {
        log(Level.WARN, action).log("{} failed with {}", action.type(), Secrets.redact(thrown.toString(), action.args()));
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new Step.Failed(thrown.getClass().getSimpleName() + message, effect == Step.Effect.NONE, effect, Optional.empty());
    }

    private static LoggingEventBuilder log(Level level, ClaimedAction action) {
        return ActionLog.at(LOG, level, action);
    }
}
