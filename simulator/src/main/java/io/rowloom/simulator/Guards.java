package io.rowloom.simulator;

import io.rowloom.engine.Held;
import io.rowloom.memory.Rows.Resource;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.DueAction;
import io.rowloom.resource.HoldIntent;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.Parking;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.StackId;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.Refusal;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.StackFinish;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Says the guards of the verbs a second time, and finds writes that got past them: a verb may only change rows that were as its caller saw them, and when
 * none was, nothing at all.
 */
final class Guards {
    private record Row(StackId stack, int no) {}

    private final Write write;
    private final Set<Row> entitled = new HashSet<>();

    private Guards(Write write) {
        this.write = write;
    }

    static void check(Write write, Consumer<String> found) {
        new Guards(write).check(found);
    }

    private void check(Consumer<String> found) {
        if (!guarded()) {
            return;
        }
        if (entitled.isEmpty() && !write.changes().isEmpty() && !write.verb().startsWith("Plans.")) {
            found.accept(write.verb() + write.arguments() + " came late and changed " + write.changes().getFirst().rows());
        }
        for (Write.Change change : write.changes()) {
            for (Write.RowChange row : change.rows()) {
                if (row.before().isPresent() && !entitled.contains(new Row(change.stack(), row.no()))) {
                    found.accept(write.verb() + " changed a row that was not as its caller saw it: " + row.before().get() + " to " + row.after());
                }
            }
        }
    }

    /** Whether the verb has guards on rows; if so, {@code entitled} are the rows that match them. */
    private boolean guarded() {
        switch (write.verb()) {
            case "Claims.park" -> this.<Parking>each(0, parking -> holds(parking.claim()));
            case "Finishes.stop" -> holds((Claim) write.arguments().getFirst());
            case "Finishes.replace" -> this.<ReplaceIntent>each(2, intent -> holds(intent.claim()));
            case "Finishes.fail" -> holds(((Failure) write.arguments().getFirst()).claim());
            case "Finishes.finish" -> this.<StackFinish>each(0, this::holdAll);
            case "Finishes.finishAndClaim" -> {
                this.<StackFinish>each(1, this::holdAll);
                this.<NextClaim>ofStacks(2, (stack, next) -> claimed(stack, next.intent()));
            }
            case "Finishes.cutOff" -> this.<CutOff>each(2, off -> entitle((StackId) write.arguments().getFirst(), off.no(), r -> isFree(r, off.version())));
            case "Claims.claim" -> this.ofStacks(1, this::claimed);
            case "Claims.claimWithinLimits" -> this.<ClaimIntent>each(2, intent -> claimed((StackHead) write.arguments().getFirst(), intent));
            case "Claims.hold" -> this.<HoldIntent>each(1, i -> entitle(((StackHead) write.arguments().getFirst()).id(), i.no(), r -> isFree(r, i.version())));
            case "Finishes.refuse" -> refused((Refusal) write.arguments().getFirst());
            case "Interventions.mark" -> entitle((StackId) write.arguments().getFirst(), (int) write.arguments().get(1), r -> isFree(r, (long) write.arguments().get(2)));
            case "Interventions.clear" -> cleared((StackId) write.arguments().getFirst(), write.arguments().get(1), write.arguments().get(2));
            case "Claims.resume" -> this.<DueAction>each(1, due -> entitle(due.stack(), due.no(),
                    r -> r.view().version() == due.version() && r.view().engine().isEmpty() && r.view().phase().isPresent()));
            case "Engines.takeOver" -> this.<Held>each(0, held -> holds(new Claim(held.stack(), held.no(), held.engine(), held.version())));
            case "Plans.write" -> planned((StackId) write.arguments().getFirst(), (Plan) write.arguments().get(1));
            case "Plans.writeAll" -> planned((Map<?, ?>) write.arguments().getFirst());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void planned(Map<?, ?> plans) {
        plans.forEach((stack, plan) -> planned((StackId) stack, (Plan) plan));
    }

    private void planned(StackId stack, Plan plan) {
        plan.visits().forEach(visit -> entitle(stack, visit.no(), r -> r.view().version() == visit.version() && r.view().engine().equals(visit.holder())));
    }

    @SuppressWarnings("unchecked")
    private <T> void each(int argument, Consumer<T> entitle) {
        ((List<T>) write.arguments().get(argument)).forEach(entitle);
    }

    @SuppressWarnings("unchecked")
    private <T> void ofStacks(int argument, BiConsumer<StackHead, T> entitle) {
        ((Map<StackHead, List<T>>) write.arguments().get(argument)).forEach((stack, all) -> all.forEach(one -> entitle.accept(stack, one)));
    }

    private void holdAll(StackFinish finish) {
        finish.rows().forEach(finished -> holds(finished.claim()));
    }

    private void claimed(StackHead stack, ClaimIntent intent) {
        entitle(stack.id(), intent.no(), r -> isFree(r, intent.version()));
    }

    private static boolean isFree(Resource row, long version) {
        return row.view().version() == version && row.free();
    }

    private void holds(Claim claim) {
        entitle(claim.stack(), claim.no(), row -> row.view().version() == claim.fence() && row.view().engine().equals(Optional.of(claim.engine())));
    }

    private void refused(Refusal refusal) {
        entitle(refusal.stack(), refusal.no(), row -> isFree(row, refusal.version()));
    }

    private void cleared(StackId stack, Object name, Object hook) {
        Optional.ofNullable(write.before().stacks().get(stack)).ifPresent(rows -> rows.resources().keySet()
                .forEach(no -> entitle(stack, no, row -> row.view().name().equals(name) && row.view().heldBy().filter(hook::equals).isPresent())));
    }

    private void entitle(StackId stack, int no, Predicate<Resource> guard) {
        if (write.before(stack, no).filter(guard).isPresent()) {
            entitled.add(new Row(stack, no));
        }
    }
}
