package io.rowloom.worker;

import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Course;
import io.rowloom.value.Secrets;
import java.time.Duration;
import java.util.Optional;
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
            act(action, type);
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            // The claim leaves the registry, so the next audit gives the row back and somebody goes on with the action.
            outcomes.drop(action);
            log(Level.ERROR, action).setCause(e).log("unexpected error; the action will be taken up again");
        }
    }

    private void act(ClaimedAction action, ResourceType type) {
        Course course;
        try {
            course = Course.of(action, type, context.config().maxAttempts());
        } catch (RuntimeException | Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            outcomes.record(action, type, thrown(action, e));
            return;
        }
        switch (course) {
            case Course.Call() -> call(action, type);
            case Course.Replace(var reason) -> outcomes.replace(action, reason);
            case Course.Refuse(var reason) -> outcomes.fail(action, reason, Step.Effect.NONE, Optional.empty());
            case Course.GiveUp(var reason) -> outcomes.fail(action, reason, Step.Effect.UNKNOWN, Optional.empty());
            case Course.Stop() -> outcomes.stop(action);
        }
    }

    private void call(ClaimedAction action, ResourceType type) {
        if (!context.lease().held()) {
            log(Level.WARN, action).log("not called: this engine's lease is over");
            outcomes.drop(action);
            return;
        }
        log(Level.DEBUG, action).log("calling {} {}", action.action(), action.type());
        Duration started = context.tasks().elapsed();
        Step step = step(action, type);
        context.meters().acted(action.type(), action.action().name(), step.getClass().getSimpleName(), context.tasks().elapsed().minus(started));
        outcomes.record(action, type, step);
    }

    private Step step(ClaimedAction action, ResourceType type) {
        InFlight.Cancellation cancellation = context.inFlight().cancellation(action.claim());
        PluginCall call = new PluginCall(action, context.tasks().clock(), cancellation::requested);
        try {
            return switch (action.action()) {
                case CREATE -> type.create(call);
                case UPDATE -> type.update(call);
                case DELETE -> type.delete(call);
                case CHECK -> type.check(call);
                default -> throw new IllegalStateException("no resource type can " + action.action());
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Step.Failed("the call was interrupted", true, Step.Effect.UNKNOWN, Optional.empty());
        } catch (Exception e) {
            return thrown(action, e);
        } catch (Error e) {
            if (context.tasks().ends(e)) {
                throw e;
            }
            return thrown(action, e);
        }
    }

    private static Step thrown(ClaimedAction action, Throwable thrown) {
        log(Level.WARN, action).log("{} failed with {}", action.type(), Secrets.redact(thrown.toString(), action.args()));
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new Step.Failed(thrown.getClass().getSimpleName() + message, false, Step.Effect.UNKNOWN, Optional.empty());
    }

    private static LoggingEventBuilder log(Level level, ClaimedAction action) {
        return ActionLog.at(LOG, level, action);
    }
}
