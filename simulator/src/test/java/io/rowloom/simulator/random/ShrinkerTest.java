package io.rowloom.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import io.rowloom.simulator.Finding;
import io.rowloom.simulator.Model;
import io.rowloom.stack.OnFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final Script SCRIPT = new Script(9, 0, 3, OnFailure.ROLLBACK, Optional.of(Duration.ofSeconds(9)), List.of(
            new Action.Submit("web", Model.of("A size=1", "B size=2 needs A", "C needs A B"), true), new Action.Steps(77), new Action.Kill(1),
            new Action.Ask("web", Wish.CANCEL), new Action.Pass(Duration.ofSeconds(9)), new Action.Ask("web", Wish.DELETE), new Action.Steps(3)));

    private static boolean kills(Script script) {
        return script.actions().stream().anyMatch(a -> a instanceof Action.Kill);
    }

    private static boolean submitsB(Script script) {
        return script.actions().stream().anyMatch(a -> a instanceof Action.Submit s && s.model().resources().containsKey("B"));
    }

    @Test
    void whatDoesNotMatterIsLeftOut() {
        Script smallest = Shrinker.shrink(SCRIPT, script -> kills(script) && submitsB(script), () -> true);
        assertThat(smallest).isEqualTo(new Script(9, 0, 1, OnFailure.STOP, Optional.empty(),
                List.of(new Action.Submit("web", Model.of("B"), false), new Action.Kill(1))));
    }

    @Test
    void itEndsWhenTheTimeIsOver() {
        AtomicInteger tries = new AtomicInteger();
        Script smallest = Shrinker.shrink(SCRIPT, script -> {
            tries.incrementAndGet();
            return kills(script);
        }, () -> tries.get() < 3);
        assertThat(tries.get()).isEqualTo(3);
        assertThat(kills(smallest)).isTrue();
    }

    @Test
    void aFailureIsToldWithTheSmallestRunThatShowsIt() {
        Backing.Factory broken = ShrinkerTest::withoutCompleteEvents;
        RandomRun.Verdict verdict = LongStream.range(1, 100).mapToObj(seed -> RandomRun.of(RandomRun.script(seed), broken)).filter(v -> !v.holds()).findFirst().orElseThrow();
        Failure failure = new Failure(verdict, broken).shrunk(() -> true);
        assertThat(failure.verdict().findings()).extracting(Finding::check).contains(Check.EVENTS);
        assertThat(failure.verdict().script().actions()).hasSizeLessThanOrEqualTo(1);
        assertThat(failure.lines()).anyMatch(line -> line.startsWith("does not hold: one event per change"))
                .anyMatch(line -> line.matches(" +0\\.000 s  worker-\\d  Plans.writeAll .*"));
    }

    private static Backing withoutCompleteEvents(java.time.InstantSource clock) {
        Backing whole = Backing.memory(clock);
        return new Backing(whole.store(), () -> Events.without(whole.rows().get(), "COMPLETE"));
    }
}
