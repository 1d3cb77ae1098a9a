package io.rowloom.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Signal;
import io.rowloom.stack.StackId;
import io.rowloom.template.rule.Hook;
import java.util.List;
import java.util.UUID;

/** What people and programs do to single resources while a stack goes its way. Each verb writes resource rows and nothing that is shared, so it delays nobody. */
public interface Interventions {

    /** What somebody says about a resource that is not as its row has it. */
    enum Health { HEALTHY, UNHEALTHY }

    /**
     * Marks a resource that nobody works on as failed, as a check would have found it, so that the next update sees to it, also one to the same target; or takes that
     * back. If a traversal is under way, it has seen to the row already or it will: a mark never ends or delays it. Sent
     * again after an unknown outcome, with the same version and reason, it is made once.
     *
     * @param seenVersion the row's version as the caller saw it
     */
    MarkResult mark(StackId stack, int no, long seenVersion, Health health, String reason);

    /**
     * Keeps a signal for the current copy of a resource, and has its open action, if there is one, called at once. Guarantee: it is handed to each call of the action
     * until the outcome of one of them is recorded; without an open action, to those of the next. Sent again with the same id, it is one signal.
     */
    SignalResult signal(StackId stack, String resource, UUID id, JsonNode data);

    /** Signals that no recorded call has seen, oldest first. To be read after the claim: then those that a wake-up told of are among them. */
    List<Signal> unhandled(StackId stack, int no);

    /** Lets go on what waits for the hook, if anything of that name does so in the stack's current traversal. Done twice, it is done once. */
    HookResult clear(StackId stack, String resource, Hook hook);
}
