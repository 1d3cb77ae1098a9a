package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.traversal.CutOff;
import java.util.Optional;

/** What to do about a node that can run. Pure. How a claimed action is then carried out is {@link Course}'s part. */
public final class Decide {
    private Decide() {}

    /**
     * For an UPDATE node: create, update, or nothing, when the last success had the very inputs that are wanted and its word is taken. What failed, or is uncertain, or is to be
     * compared with reality, is looked at first, if it ever worked.
     */
    public static Decision update(ReadyNode node, Wanted wanted, Approach approach) {
        boolean unchanged = node.status() == Status.COMPLETE && wanted.refusal().isEmpty() && node.inputHash().equals(Optional.of(wanted.inputHash()));
        if (unchanged && approach != Approach.OBSERVE) {
            return new Decision.Skip(new CutOff.Unchanged(node.no(), node.version(), node.node(), wanted.inputHash(), wanted.definition(),
                    wanted.requires(), wanted.deletionPolicy()));
        }
        ResourceAction action = createsAnew(node, wanted) ? ResourceAction.CREATE : ResourceAction.UPDATE;
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), action, effectKnown(node), wanted.args(),
                wanted.requires(), Optional.of(wanted.definition()), wanted.deletionPolicy(), wanted.refusal(), looksFirst(node, action, approach)));
    }

    private static boolean looksFirst(ReadyNode node, ResourceAction action, Approach approach) {
        return action == ResourceAction.UPDATE && node.properties().isPresent() && (approach == Approach.OBSERVE || node.status() == Status.FAILED || node.inputHash().isEmpty());
    }

    /** For a node that visits what is there: the row keeps what it promises, so the action is given what the last success was given. */
    public static Decision visit(ReadyNode node, ResourceAction action) {
        if (node.properties().isEmpty() || action == node.action() && node.status() == Status.COMPLETE && action != ResourceAction.CHECK) {
            return new Decision.Skip(new CutOff.NothingToVisit(node.no(), node.version(), node.node()));
        }
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), action, effectKnown(node), node.properties().get(), node.requires(),
                node.definitionHash(), node.deletionPolicy(), Optional.empty(), false));
    }

    /** For a CLEANUP node. */
    public static Decision cleanup(ReadyNode node) {
        if (node.tombstone()) {
            return new Decision.Skip(new CutOff.AlreadyDeleted(node.no(), node.version(), node.node()));
        }
        if (node.action() == ResourceAction.INIT) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.NOTHING_CREATED));
        }
        if (node.deletionPolicy() == DeletionPolicy.RETAIN) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.RETAINED));
        }
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), ResourceAction.DELETE, effectKnown(node), there(node),
                node.requires(), Optional.empty(), node.deletionPolicy(), Optional.empty(), false));
    }

    /** The properties of what is there: an update that changed nothing, being refused or replaced, does not count. */
    private static ObjectNode there(ReadyNode node) {
        return node.effect() == Effect.NONE ? node.properties().orElse(node.args()) : node.args();
    }

    /** Nothing physical is known of it. A create whose effect is unknown may only be repeated as it was: same key, same arguments, which nothing else has replaced since. */
    private static boolean createsAnew(ReadyNode node, Wanted wanted) {
        boolean nothingThere = node.properties().isEmpty() && node.physicalId().isEmpty();
        return nothingThere && (effectKnown(node) || node.action() == ResourceAction.CREATE && node.args().equals(wanted.args()));
    }

    private static boolean effectKnown(ReadyNode node) {
        return node.effect() == Effect.NONE || node.physicalId().isPresent();
    }
}
