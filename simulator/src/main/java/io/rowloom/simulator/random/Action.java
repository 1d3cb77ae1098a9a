package io.rowloom.simulator.random;

import io.rowloom.resource.Interventions;
import io.rowloom.simulator.LockService;
import io.rowloom.simulator.MembershipService;
import io.rowloom.simulator.Model;
import io.rowloom.simulator.Trouble;
import java.time.Duration;
import java.util.Optional;

/** Something that is done to a world. Workers are meant by a number that goes round those that live, so that an action keeps a meaning when others are left out. */
public sealed interface Action {

    // --- time ---

    /** Lets steps happen. */
    record Steps(int count) implements Action {}

    /** Lets time pass, with all that happens in it. */
    record Pass(Duration time) implements Action {}

    // --- users ---

    /** Creates the stack, or updates it. {@code twice}: the answer is lost, and the user sends the same request again. */
    record Submit(String stack, Model model, boolean twice) implements Action {}

    /** Two users who saw the same stack update it at once. */
    record SubmitBoth(String stack, Model one, Model other) implements Action {}

    /** Anything else that a user can ask of a stack. */
    record Ask(String stack, Wish wish) implements Action {}

    /** Says of the current copy of a resource that it is well or not. */
    record Mark(String stack, String resource, Interventions.Health health) implements Action {}

    /** Lets one resource go on that waits for a hook, if there is one. */
    record Clear(String stack) implements Action {}

    /** Sends a signal. The same number is the same signal. */
    record Signal(String stack, String resource, int number) implements Action {}

    /** Forgets the newest snapshot. */
    record Forget(String stack) implements Action {}

    /** A limit to what is open at once. {@code stack}: empty for that of a type. {@code most}: 0 takes it away. */
    record Limit(Optional<String> stack, int most) implements Action {}

    // --- worker processes ---

    record StartWorker() implements Action {}

    record Kill(int worker) implements Action {}

    record Pause(int worker, Duration time) implements Action {}

    record Drain(int worker) implements Action {}

    // --- faults ---

    /** From now on the lock service does this. A run with one of these has one from the beginning on, which works at first. */
    record Locks(LockService service) implements Action {}

    /** From now on the membership service does this. A run with one of these has one from the beginning on, which works at first. */
    record Members(MembershipService service) implements Action {}

    /** From now on things go wrong at these rates. */
    record Rates(Trouble trouble) implements Action {}

    /** Exactly one call of a verb of the store goes wrong. {@code nth}: 1 is the next one. */
    record Lose(Part part, String verb, int nth) implements Action {}

    /** What of a call goes wrong. */
    enum Part {
        REQUEST, ANSWER, RERUN
    }
}
