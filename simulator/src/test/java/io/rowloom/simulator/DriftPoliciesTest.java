package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.DriftPolicy.Mode;
import io.rowloom.drift.Scheduled;
import io.rowloom.event.Event;
import io.rowloom.simulator.random.RandomRun;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Origin;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.SubmitResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Engines that compare stacks with reality unasked. */
class DriftPoliciesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String[] MODEL = {"A size=1", "B needs A", "C size=3"};

    private static void policy(World world, Mode mode, Duration every) {
        assertThat(world.store().driftPolicies().set(world.stack("web").id(), new DriftPolicy(mode, every))).isPresent();
    }

    private static void complete(World world, String... model) {
        world.submit("web", model);
        world.settle();
        assertThat(world.stack("web").state().toString()).endsWith("_COMPLETE");
    }

    /** What engines asked for of themselves: {@code "CHECK"}, {@code "UPDATE"}. */
    private static List<String> looks(World world) {
        return world.events("web").stream().filter(event -> event.resource().isEmpty() && event.status().equals("IN_PROGRESS"))
                .filter(event -> StackReason.origin(event.reason()) == Origin.DRIFT_POLICY).map(Event::action).toList();
    }

    private static String size(World world, String resource) {
        return world.reality().things().stream().filter(thing -> thing.resource().equals(resource)).findAny().orElseThrow().values().get("size");
    }

    /** The look that is due is over, whoever took it, and what it asked for has ended. */
    private static void untilLooked(World world) {
        Scheduled before = scheduled(world);
        world.until(() -> !scheduled(world).next().equals(before.next()) && world.ended("web")).settle();
    }

    private static Scheduled scheduled(World world) {
        return world.store().driftPolicies().find(world.stack("web").id()).orElseThrow();
    }

    private static void holds(World world) {
        assertThat(Judge.findings(world)).isEmpty();
    }

    @Test
    void correctingMendsWhatWasChangedByHand() {
        try (World world = World.seeded(3).workers(2)) {
            complete(world, MODEL);
            policy(world, Mode.CORRECT, MINUTE);
            untilLooked(world);
            world.reality().tamper("A", "size", "7");
            world.reality().vanish("C");
            world.pass(MINUTE.multipliedBy(3)).settle();
            assertThat(size(world, "A")).isEqualTo("1");
            assertThat(size(world, "C")).isEqualTo("3");
            assertThat(looks(world)).hasSizeBetween(3, 4).containsOnly("UPDATE");
            assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
            holds(world);
        }
    }

    @Test
    void detectingTellsAndMendsNothing() {
        try (World world = World.seeded(4).workers(2)) {
            complete(world, MODEL);
            world.reality().tamper("A", "size", "7");
            List<String> story = world.reality().story();
            policy(world, Mode.DETECT, MINUTE);
            world.pass(MINUTE.multipliedBy(3)).settle();
            assertThat(looks(world)).hasSizeBetween(3, 4).containsOnly("CHECK");
            assertThat(world.state("web")).hasToString("CHECK_FAILED");
            assertThat(world.row("web", "A").orElseThrow().drift()).singleElement().satisfies(d -> assertThat(d.path()).isEqualTo("size"));
            assertThat(world.reality().story()).isEqualTo(story);
            policy(world, Mode.CORRECT, MINUTE);
            world.pass(MINUTE.multipliedBy(2)).settle();
            assertThat(size(world, "A")).isEqualTo("1");
            holds(world);
        }
    }

    @Test
    void nothingIsLookedAtWhenThePolicyIsOff() {
        try (World world = World.seeded(5).workers(1)) {
            complete(world, MODEL);
            policy(world, Mode.CORRECT, MINUTE);
            policy(world, Mode.OFF, MINUTE);
            world.pass(MINUTE.multipliedBy(3)).settle();
            assertThat(looks(world)).isEmpty();
        }
    }

    @Test
    void whatAUserLeftUndoneAndWhatRestsIsLeftAlone() {
        try (World world = World.seeded(6).workers(2)) {
            world.onFailure(OnFailure.STOP);
            complete(world, MODEL);
            world.submit("web", "A size=2", "B needs A", "C size=3 fail=true");
            world.settle();
            assertThat(world.state("web")).hasToString("UPDATE_FAILED");
            policy(world, Mode.CORRECT, MINUTE);
            world.pass(MINUTE.multipliedBy(2)).settle();
            world.check("web");
            world.settle();
            world.pass(MINUTE.multipliedBy(2)).settle();
            assertThat(looks(world)).as("after a failed update, also with a check after it").isEmpty();

            complete(world, MODEL);
            policy(world, Mode.OFF, MINUTE);
            world.suspend("web");
            world.settle();
            policy(world, Mode.CORRECT, MINUTE);
            world.pass(MINUTE.multipliedBy(2)).settle();
            assertThat(world.state("web")).hasToString("SUSPEND_COMPLETE");
            assertThat(looks(world)).as("while it rests").isEmpty();
            world.resume("web");
            world.pass(MINUTE.multipliedBy(2)).settle();
            assertThat(looks(world)).isNotEmpty();
            holds(world);
        }
    }

    @Test
    void whatCouldNotBeMendedIsTriedAgain() {
        for (OnFailure onFailure : OnFailure.values()) {
            try (World world = World.seeded(7).workers(2)) {
                world.onFailure(onFailure);
                complete(world, MODEL);
                policy(world, Mode.CORRECT, MINUTE);
                untilLooked(world);
                world.reality().tamper("A", "size", "7");
                world.trouble(new Trouble(0, 0, 0, 0, 1, 0, 0)).pass(MINUTE.multipliedBy(3));
                assertThat(world.events("web")).as("no change succeeds").anyMatch(event -> event.resource().isEmpty() && event.status().equals("FAILED"));
                world.trouble(Trouble.NONE).pass(MINUTE.multipliedBy(2)).settle();
                assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
                assertThat(size(world, "A")).isEqualTo("1");
                holds(world);
            }
        }
    }

    @Test
    void manyThatAreDueAtOnceAreNotBegunAtOnce() {
        try (World world = World.seeded(8).workers(1)) {
            for (int i = 0; i < 24; i++) {
                world.submit("stack-" + i, "A");
            }
            world.settle();
            world.stacks().forEach(stack -> world.store().driftPolicies().set(stack.id(), new DriftPolicy(Mode.DETECT, Duration.ofHours(1))));
            world.until(() -> world.counted("rowloom.drift.looks") > 0).steps(400);
            assertThat(world.counted("rowloom.drift.looks")).isEqualTo(20);
            world.pass(MINUTE).settle();
            assertThat(world.counted("rowloom.drift.looks")).isEqualTo(24);
            assertThat(world.stacks()).allSatisfy(stack -> assertThat(stack.state()).hasToString("CHECK_COMPLETE"));
        }
    }

    /** Whoever dies, or stands still, after whatever step from the look on: it is not lost, and asks for one thing. */
    @Test
    void aWorkerThatDiesAtAnyStepDoesNotKeepALookFromItsEnd() {
        for (int step = 0; step < 80; step++) {
            try (World world = untilALookBegins(step / 2)) {
                if (step % 2 == 0) {
                    world.killAtStep(world.stepCount() + 1 + step / 2);
                } else {
                    world.pauseAtStep(world.stepCount() + 1 + step / 2, Duration.ofSeconds(12));
                }
                untilLooked(world);
                world.pass(Duration.ofSeconds(30)).settle();
                assertThat(looks(world)).as("step %d", step).containsExactly("UPDATE");
                assertThat(size(world, "A")).isEqualTo("1");
                assertThat(world.state("web")).hasToString("UPDATE_COMPLETE");
                holds(world);
            }
        }
    }

    /** A user who saw the stack at any step before or after the look's request, and whose own request comes any steps later. */
    @Test
    void aUsersUpdateWinsOrIsTold() {
        int won = 0;
        int told = 0;
        for (int step = 0; step < 60; step++) {
            try (World world = untilALookBegins(step)) {
                Stack seen = world.steps(step % 6).stack("web");
                SubmitResult result = world.steps(step / 6).update(seen, Model.of("A size=2", "C size=3"));
                if (result instanceof SubmitResult.Conflict) {
                    told++;
                    assertThat(world.submit("web", "A size=2", "C size=3")).as("again").isInstanceOf(SubmitResult.Accepted.class);
                } else {
                    won++;
                    assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
                }
                world.until(() -> !looks(world).isEmpty() && world.ended("web")).pass(Duration.ofSeconds(30)).settle();
                assertThat(world.reality().things()).extracting(Reality.Thing::resource).as("step %d", step).containsExactlyInAnyOrder("A", "C");
                assertThat(size(world, "A")).isEqualTo("2");
                holds(world);
            }
        }
        assertThat(won).as("before the look's request").isPositive();
        assertThat(told).as("after it").isPositive();
    }

    /** Generated runs, in which every stack has a policy. A look may come while the last update is judged: what it calls then, and a preview does not know of, is no fault. */
    @Test
    void looksAmongAllThatMayHappen() {
        int looks = 0;
        for (long seed = 1; seed <= 200; seed++) {
            AtomicInteger taken = new AtomicInteger();
            var verdict = RandomRun.of(RandomRun.script(seed), clock -> correcting(clock, taken));
            assertThat(verdict.findings()).as("seed %d", seed).allMatch(finding -> Set.of(Check.IDENTICAL, Check.PREVIEW).contains(finding.check()));
            looks += taken.get();
        }
        assertThat(looks).isGreaterThan(200);
    }

    private static Backing correcting(InstantSource clock, AtomicInteger taken) {
        Backing plain = Backing.memory(clock);
        return new Backing(new InterceptedStore(plain.store(), (verb, arguments, call) -> {
            Object result = call.run(arguments);
            if (verb.equals("Stacks.create") && result instanceof SubmitResult.Accepted(var stack, var _)) {
                plain.store().driftPolicies().set(stack, new DriftPolicy(Mode.CORRECT, DriftPolicy.SHORTEST));
            }
            if (verb.equals("DriftPolicies.looked") && result.equals(true)) {
                taken.incrementAndGet();
            }
            return result;
        }, plain.store().hints()), plain.rows());
    }

    /** A stack with something to mend, at the moment when a worker is about to read which looks are due. */
    private static World untilALookBegins(long seed) {
        World world = World.seeded(seed).workers(2);
        complete(world, MODEL);
        world.reality().tamper("A", "size", "7");
        int reads = world.storeCalls().getOrDefault("DriftPolicies.due", 0);
        policy(world, Mode.CORRECT, Duration.ofHours(1));
        return world.until(() -> world.storeCalls().getOrDefault("DriftPolicies.due", 0) > reads);
    }
}
