package io.rowloom.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Fate;
import io.rowloom.preview.Change.Refusal;
import io.rowloom.preview.Change.Subject;
import io.rowloom.resource.Course;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.Wanted;
import io.rowloom.stack.Approach;
import io.rowloom.stack.Status;
import io.rowloom.template.expression.Unknown;
import io.rowloom.traversal.NodeKind;
import io.rowloom.value.Fingerprint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one UPDATE node comes to: asks {@link Decide} and {@link Course} what the engine will ask them. Where values are unknown it asks twice, as if they came
 * out as they were and as if they came out as something else; what both agree on is certain. What failed is looked at first: it may turn out to be as wanted, or gone.
 *
 * @param row as its open action will leave it
 */
record Foresight(Subject subject, int node, PreviewRow row, Wanted wanted, ResourceType type, Fingerprint fingerprint) {
    private static final String AS_IT_IS = "looked at, and taken as it is (external)";

    Change change() {
        return wanted.external() ? external() : ofOurs();
    }

    /** What is not the stack's is looked at when it is new, and when something about it changed. */
    private Change external() {
        return switch (Decide.update(row.ready(node, NodeKind.UPDATE), wanted, Approach.TRUST)) {
            case Decision.Skip _ -> new Change.Unchanged(subject);
            case Decision.Begin(var intent) -> {
                Optional<Refusal> refusal = intent.refusal().map(reason -> new Refusal(reason, true));
                yield intent.adopted().isPresent() ? new Change.Added(subject, List.of(), lastFailure(), refusal, true)
                        : new Change.Updated(subject, Unknown.in(wanted.args()) ? Certainty.OR_NOTHING : Certainty.CERTAIN, properties(false), AS_IT_IS, refusal);
            }
            case Decision.Hold _, Decision.Restrict _ -> throw new IllegalStateException("only a gate holds or restricts");
        };
    }

    private Change ofOurs() {
        Outcome asBefore = outcome(Guess.AS_BEFORE);
        boolean open = Unknown.in(wanted.args()) || row.plan().status() == Status.FAILED || row.inputHash().isEmpty() || row.plan().replacedBy().isPresent();
        Outcome otherwise = open ? outcome(Guess.OTHERWISE) : asBefore;
        Outcome least = Stream.of(asBefore, otherwise).min(Comparator.comparingInt(Outcome::rank)).orElseThrow();
        Outcome most = least == asBefore ? otherwise : asBefore;
        Certainty certainty = least.rank() == most.rank() ? Certainty.CERTAIN : least instanceof Outcome.Nothing ? Certainty.OR_NOTHING : Certainty.OR_LESS;
        return switch (most) {
            case Outcome.Refuse(var reason, var create) -> refused(new Refusal(reason, certainty == Certainty.CERTAIN), create, least);
            default -> change(most, certainty, Optional.empty());
        };
    }

    /** What may be refused is otherwise what it is at least. */
    private Change refused(Refusal refusal, boolean create, Outcome least) {
        if (create) {
            return change(new Outcome.Create(), Certainty.CERTAIN, Optional.of(refusal));
        }
        Outcome otherwise = least instanceof Outcome.Replace ? least : new Outcome.InPlace(false);
        return change(otherwise, least instanceof Outcome.Nothing ? Certainty.OR_NOTHING : Certainty.CERTAIN, Optional.of(refusal));
    }

    private Change change(Outcome outcome, Certainty certainty, Optional<Refusal> refusal) {
        return switch (outcome) {
            case Outcome.Nothing _ -> new Change.Unchanged(subject);
            case Outcome.Create _ -> new Change.Added(subject, Difference.between(wanted.args().objectNode(), wanted.args(), Set.of()), lastFailure(), refusal, false);
            case Outcome.InPlace(var looked) -> new Change.Updated(subject, certainty, properties(refusal.isPresent()), looked ? andLookedAt(lastFailure()) : lastFailure(), refusal);
            case Outcome.Replace(var reason) -> new Change.Replaced(subject, certainty, properties(true), reason, refusal, oldCopy());
            case Outcome.Refuse _ -> throw new IllegalStateException("a refusal of " + subject + " is no change by itself");
        };
    }

    private Outcome outcome(Guess guess) {
        ObjectNode args = guess.fill(wanted.args(), row.lastProperties());
        Wanted guessed = wanted.refusal().isPresent() ? wanted : new Wanted(args, Wanted.inputHash(fingerprint, row.plan().type(), args), wanted.requires(),
                wanted.definition(), wanted.deletionPolicy(), wanted.refusal());
        return switch (Decide.update(row.ready(node, NodeKind.UPDATE), guessed, Approach.TRUST)) {
            case Decision.Skip _ -> new Outcome.Nothing();
            case Decision.Hold _, Decision.Restrict _ -> throw new IllegalStateException("only a gate holds or restricts");
            case Decision.Begin(var intent) -> {
                boolean create = intent.action() == ResourceAction.CREATE;
                boolean lookedAtFirst = intent.firstPhase() == Phase.OBSERVE;
                if (lookedAtFirst && guess == Guess.AS_BEFORE) {
                    yield new Outcome.Nothing();
                }
                yield intent.refusal().<Outcome>map(reason -> new Outcome.Refuse(reason, create)).orElseGet(() -> create ? new Outcome.Create() : course(args, guess, lookedAtFirst));
            }
        };
    }

    private Outcome course(ObjectNode args, Guess guess, boolean lookedAtFirst) {
        Course course;
        try {
            course = Course.ofUpdate(type, row.physicalId(), row.properties(), args);
        } catch (RuntimeException e) {
            if (guess == Guess.OTHERWISE) {
                return new Outcome.Replace("what its type asks for depends on values that are not known yet");
            }
            throw e;
        }
        return switch (course) {
            case Course.Call _ -> new Outcome.InPlace(lookedAtFirst);
            case Course.Replace(var reason) -> new Outcome.Replace(reason);
            case Course.Refuse(var reason, var _) -> new Outcome.Refuse(reason, false);
            case Course.Keep _, Course.Observe _, Course.Confirm _, Course.Stop _, Course.GiveUp _ -> throw new IllegalStateException("an update that is not begun came to " + course);
        };
    }

    private List<PropertyChange> properties(boolean forced) {
        ObjectNode before = row.lastProperties();
        Set<String> forcing = forced && row.properties().isPresent() ? Forcing.of(type, before, Guess.OTHERWISE.fill(wanted.args(), before)) : Set.of();
        return wanted.refusal().isPresent() ? List.of() : Difference.between(before, wanted.args(), forcing);
    }

    private String lastFailure() {
        return row.plan().status() != Status.FAILED ? "" : subject.underWay().isPresent() ? "what is under way will not succeed"
                : "its last action failed: " + row.reason();
    }

    private static String andLookedAt(String reason) {
        return (reason.isEmpty() ? "" : reason + "; ") + "it is looked at first, and replaced if it is gone or cannot be mended";
    }

    /** The claim that finds that a replacement is needed gives the row the new definition's policy. */
    private Fate oldCopy() {
        return row.fate(wanted.deletionPolicy()).orElse(Fate.DELETED);
    }
}
