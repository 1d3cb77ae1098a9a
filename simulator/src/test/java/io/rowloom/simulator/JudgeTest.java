package io.rowloom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.rowloom.memory.Rows.Node;
import io.rowloom.memory.Rows.OfStack;
import io.rowloom.simulator.random.Action;
import io.rowloom.simulator.random.RandomRun;
import io.rowloom.simulator.random.Script;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge fails what is broken, by the check that is meant for it. */
class JudgeTest {
    private static final int SEEDS = 100;

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                Arguments.of(Check.LATE_WRITES, BrokenStores.rows(new Toggling()::shown)),
                Arguments.of(Check.LIMITS, BrokenStores.claimsThatCountNothing()),
                Arguments.of(Check.VISITED, BrokenStores.claimsWithoutVersion()),
                Arguments.of(Check.ORDER, BrokenStores.plansWithoutOrder(1)),
                Arguments.of(Check.ALONE, BrokenStores.plansThatAlwaysCreateFirst()),
                Arguments.of(Check.TARGET, BrokenStores.claimsWithOtherArguments()),
                Arguments.of(Check.COMMITTED, BrokenStores.answers("Claims.claim", a -> BrokenStores.withFence(a, a.claim().fence() + 7))),
                Arguments.of(Check.CALLS, BrokenStores.answers("Claims.resume", a -> BrokenStores.withSize(a, "again"))),
                Arguments.of(Check.ONCE, BrokenStores.answers("Claims.resume", a -> BrokenStores.withGeneration(a, a.generation() + 1))),
                Arguments.of(Check.TOLD, BrokenStores.acceptsEverything()),
                Arguments.of(Check.REST, BrokenStores.verb("Plans.due", (_, _, _) -> List.of())),
                Arguments.of(Check.NO_BUG, BrokenStores.verb("Finishes.finish", (_, _, _) -> {
                    throw new IllegalStateException("broken");
                })),
                Arguments.of(Check.EVENTS, BrokenStores.rows(s -> new OfStack(s.stack(), s.resources(), s.nodes(),
                        s.events().stream().filter(e -> e.resource().isEmpty() || !e.status().equals(Status.COMPLETE.name())).toList()))),
                Arguments.of(Check.COUNTERS, BrokenStores.rows(s -> new OfStack(s.stack(), s.resources(), ImmutableSortedMap.copyOf(Maps.transformValues(s.nodes(),
                        n -> new Node(n.traversal(), n.no(), n.resource(), n.kind(), n.waitingFor() + 1, n.done(), n.dependents()))), s.events()))),
                Arguments.of(Check.DIRTY, BrokenStores.resources(BrokenStores::clean)),
                Arguments.of(Check.ROWS, BrokenStores.resources(r -> BrokenStores.with(r, r.view().version(), r.view().engine(), true))),
                Arguments.of(Check.FENCES_GROW, BrokenStores.resources(r -> BrokenStores.with(r, -r.view().version(), r.view().engine(), r.view().current()))),
                Arguments.of(Check.ONE_CLAIM, BrokenStores.resources(r -> BrokenStores.with(r, r.view().version(), r.view().engine().map(_ -> BrokenStores.somebody()),
                        r.view().current()))),
                Arguments.of(Check.HAS_A_ROW, BrokenStores.rows(s -> new OfStack(s.stack(), ImmutableSortedMap.of(), s.nodes(), s.events()))),
                Arguments.of(Check.ENDS, BrokenStores.rows(s -> new OfStack(s.stack(), s.resources(), s.nodes(),
                        s.events().stream().filter(e -> e.resource().isPresent()).toList()))),
                Arguments.of(Check.HELD, BrokenStores.resources(BrokenStores::unheld)),
                Arguments.of(Check.LEFT, BrokenStores.looksAtNoApproach()),
                Arguments.of(Check.OUTSIDE, BrokenStores.answers("Claims.claim", BrokenStores::asTheStacksOwn)),
                Arguments.of(Check.SNAPSHOT, BrokenStores.verb("Snapshots.kept", (_, _, _) -> List.of())),
                Arguments.of(Check.CLEAN, BrokenStores.resources(r -> BrokenStores.with(r, r.view().version(), r.view().engine(), false))));
    }

    /** Shows another generation each time it is asked. */
    private static final class Toggling {
        private int times;

        OfStack shown(OfStack rows) {
            int generation = times++;
            return new OfStack(rows.stack(), ImmutableSortedMap.copyOf(Maps.transformValues(rows.resources(), r -> new io.rowloom.memory.Rows.Resource(r.view(),
                    r.claimTraversal(), r.claimNode(), generation, r.cookie(), r.wake(), r.wakeSeen(), r.attempts(), r.tries(), r.cancel(), r.effect(), r.dirtyTraversal(),
                    r.definitionHash(), r.inputHash(), r.replacement()))), rows.nodes(), rows.events());
        }
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void whatIsBrokenIsFound(Check check, Backing.Factory broken) {
        Set<Check> found = EnumSet.noneOf(Check.class);
        LongStream.rangeClosed(1, SEEDS).takeWhile(_ -> !found.contains(check))
                .forEach(seed -> RandomRun.of(RandomRun.script(seed), broken).findings().forEach(f -> found.add(f.check())));
        assertThat(found).contains(check);
    }

    /** A worker comes back while another one, which took its action over, is still at it. */
    @Test
    void aFinishWithoutFenceIsFound() {
        Stream<Script> scripts = LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> new Script(seed, 0, 2, OnFailure.STOP, Optional.empty(), List.of(
                new Action.Rates(new Trouble(0, 0, 0, 0, 0, 0, 1)), new Action.Submit("web", Model.of("A", "B"), false), new Action.Pass(Duration.ofMillis(900)),
                new Action.Pause(0, Duration.ofSeconds(10)), new Action.Pass(Duration.ofMinutes(1)))));
        assertThat(scripts.flatMap(script -> RandomRun.of(script, BrokenStores.finishesWithoutFence()).findings().stream())).extracting(Finding::check)
                .contains(Check.LATE_WRITES);
    }

    @Test
    void deletesAgainstTheOrderAreForgivenInACircleOnly() {
        Backing.Factory unordered = BrokenStores.plansWithoutOrder(2);
        assertThat(deletes(unordered)).contains(Check.ORDER);
        Backing.Factory circle = BrokenStores.rows(unordered, s -> new OfStack(s.stack(), ImmutableSortedMap.copyOf(Maps.transformValues(s.resources(),
                r -> BrokenStores.requiring(r, List.of(1, 2)))), s.nodes(), s.events()));
        assertThat(deletes(circle)).doesNotContain(Check.ORDER);
    }

    private static List<Check> deletes(Backing.Factory backing) {
        return LongStream.rangeClosed(1, 20).boxed().flatMap(seed -> {
            try (World world = World.on(backing, seed, 0).workers(2)) {
                world.submit("web", "A", "B needs A");
                world.settle().delete("web");
                return Judge.findings(world.settle()).stream().map(Finding::check);
            }
        }).toList();
    }
}
