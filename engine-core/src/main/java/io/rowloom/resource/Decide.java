package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.traversal.CutOff;
import java.util.Optional;
import java.util.UUID;

/** What to do about a node that can run. Pure. How a claimed action is then carried out is {@link Course}'s part. */
public final class Decide {
    private Decide() {}

    /**
     * For an UPDATE node: create, adopt, update, or nothing (what is not the stack's is only ever adopted), when the last success had the very inputs that
     * are wanted and its word is taken. What failed, or is uncertain, or is to be compared with reality, is looked at first, if it ever worked. So is a copy
     * that comes back after another one took its place: of what exists only once, like the file of a path, the other one may have taken it.
     */
    public static Decision update(ReadyNode node, Wanted wanted, Approach approach) {
        boolean unchanged = node.status() == Status.COMPLETE && wanted.refusal().isEmpty() && node.inputHash().equals(Optional.of(wanted.inputHash()));
        if (unchanged && approach != Approach.OBSERVE && !node.superseded()) {
            return new Decision.Skip(new CutOff.Unchanged(node.no(), node.version(), node.node(), wanted.inputHash(), wanted.definition(),
                    wanted.requires(), wanted.deletionPolicy()));
        }
        Optional<Adoption> adopted = wanted.adopted().filter(_ -> node.action() == ResourceAction.INIT);
        ResourceAction action = adopted.isPresent() || wanted.external() ? ResourceAction.ADOPT : action(node, wanted);
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), action, effectKnown(node), args(node, wanted, action),
                wanted.requires(), Optional.of(wanted.definition()), wanted.deletionPolicy(), wanted.refusal(), looksFirst(node, action, approach), wanted.restored(), adopted,
                node.rules()));
    }

    /** A row of which nothing is known but what its create was told will be replaced: its delete has to look where that create was told to make it. */
    private static ObjectNode args(ReadyNode node, Wanted wanted, ResourceAction action) {
        return action == ResourceAction.UPDATE && nothingThere(node) ? node.args() : wanted.args();
    }

    private static boolean looksFirst(ReadyNode node, ResourceAction action, Approach approach) {
        boolean inDoubt = approach == Approach.OBSERVE || node.superseded() || node.status() == Status.FAILED || node.inputHash().isEmpty();
        return action == ResourceAction.UPDATE && node.properties().isPresent() && inDoubt;
    }

    /** A visit that is done is not made again, unless it may find something else each time. */
    private static boolean visited(ReadyNode node, ResourceAction action) {
        boolean lasts = action != ResourceAction.CHECK && action != ResourceAction.SNAPSHOT;
        return lasts && action == node.action() && node.status() == Status.COMPLETE;
    }

    /**
     * For a node that visits what is there: the row keeps what it promises, so the action is given what the last success was given. A row whose delete was begun promises
     * nothing any more; the delete of a traversal before may have ended only after the visit was planned.
     */
    public static Decision visit(ReadyNode node, ResourceAction action) {
        boolean notOurs = node.deletionPolicy() == DeletionPolicy.EXTERNAL && action != ResourceAction.CHECK;
        if (node.properties().isEmpty() || node.action() == ResourceAction.DELETE || visited(node, action) || notOurs) {
            return new Decision.Skip(new CutOff.NothingToVisit(node.no(), node.version(), node.node()));
        }
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), action, effectKnown(node), node.properties().get(), node.requires(),
                node.definitionHash(), node.deletionPolicy(), Optional.empty(), false));
    }

    /** For a CLEANUP node. What is to be left, and what was to be adopted and never was, stays as it is. */
    public static Decision cleanup(ReadyNode node, Approach approach) {
        if (node.tombstone()) {
            return new Decision.Skip(new CutOff.AlreadyDeleted(node.no(), node.version(), node.node()));
        }
        if (node.action() == ResourceAction.INIT) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.NOTHING_CREATED));
        }
        if (approach == Approach.LEAVE) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.ABANDONED));
        }
        if (node.action() == ResourceAction.ADOPT && node.properties().isEmpty()) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), "left as it is: it was not adopted"));
        }
        if (node.deletionPolicy() == DeletionPolicy.EXTERNAL) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.EXTERNAL));
        }
        if (node.deletionPolicy() == DeletionPolicy.RETAIN) {
            return new Decision.Skip(new CutOff.NothingToDelete(node.no(), node.version(), node.node(), ResourceReason.RETAINED));
        }
        Optional<UUID> kept = node.action() == ResourceAction.DELETE ? node.snapshot() : Optional.empty();
        DeletionPolicy policy = node.properties().isPresent() ? node.deletionPolicy() : DeletionPolicy.DELETE; // what never worked holds nothing to keep
        return new Decision.Begin(new ClaimIntent(node.no(), node.version(), node.node(), ResourceAction.DELETE, effectKnown(node), there(node),
                node.requires(), Optional.empty(), policy, Optional.empty(), false, kept, Optional.empty(), node.rules()));
    }

    /** The properties of what is there: an update that changed nothing, being refused or replaced, does not count. */
    private static ObjectNode there(ReadyNode node) {
        return node.effect() == Effect.NONE ? node.properties().orElse(node.args()) : node.args();
    }

    /** What made something of which nothing is known may only be repeated as it was: same key, same arguments. Else it is an update, which will find that it has to be replaced. */
    private static ResourceAction action(ReadyNode node, Wanted wanted) {
        boolean nothingThere = nothingThere(node);
        if (nothingThere && !effectKnown(node) && !repeats(node, wanted)) {
            return ResourceAction.UPDATE;
        }
        return wanted.restored().isPresent() ? ResourceAction.RESTORE : nothingThere ? ResourceAction.CREATE : ResourceAction.UPDATE;
    }

    private static boolean nothingThere(ReadyNode node) {
        return node.properties().isEmpty() && node.physicalId().isEmpty();
    }

    /** Nothing else has replaced the arguments since. After a mark, which is written over the action, that cannot be told, so nothing is repeated. */
    private static boolean repeats(ReadyNode node, Wanted wanted) {
        boolean makes = node.action() == ResourceAction.CREATE || node.action() == ResourceAction.RESTORE;
        Optional<UUID> restored = node.action() == ResourceAction.RESTORE ? node.snapshot() : Optional.empty();
        return makes && node.args().equals(wanted.args()) && restored.equals(wanted.restored());
    }

    private static boolean effectKnown(ReadyNode node) {
        return node.effect() == Effect.NONE || node.physicalId().isPresent();
    }
}
