package io.rowloom.worker;

import io.rowloom.drift.Look;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of drift policies whose time has come, as a user would. The request first, then the note that the look is over: whoever dies in between
 * leaves a look that is due, and the next engine's request has the same id, so it is accepted already.
 */
final class DriftLooks {
    private static final Logger LOG = LoggerFactory.getLogger(DriftLooks.class);
    /** At once. The others are due a moment later, so that a thousand stacks with one interval do not all begin together. */
    private static final int MOST = 20;

    private final EngineContext context;

    DriftLooks(EngineContext context) {
        this.context = context;
    }

    void take() {
        long sent = context.store().driftPolicies().due(MOST).stream().filter(this::taken).count();
        if (sent > 0) {
            context.wakeups().everything();
            context.store().hints().announce(Hint.REQUESTS);
        }
    }

    /** Whether the stack has something to do now. */
    private boolean taken(Look look) {
        Optional<Request> request = look.request();
        boolean sent = request.isPresent() && accepted(look.stack(), request.get());
        if (sent || request.isEmpty()) {
            context.store().driftPolicies().looked(look);
        }
        return sent;
    }

    /** A request that came first is as good a reason to look later: the look stays due, and comes when the stack is at rest. */
    private boolean accepted(Stack stack, Request request) {
        return switch (context.store().stacks().submit(stack.id(), stack.traversal(), request)) {
            case SubmitResult.Accepted(var _, var traversal) -> {
                context.meters().driftLooks.increment();
                LOG.atInfo().addKeyValue("engine", context.id()).log("stack {}: {} as traversal {}", stack.name(), request.started(), traversal);
                yield true;
            }
            case SubmitResult.Conflict _, SubmitResult.NotAdmitted _, SubmitResult.NotFound _ -> false;
        };
    }
}
