package io.rowloom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final int THINGS = 10_000;

    private static List<EngineId> members(int count) {
        SplittableRandom random = new SplittableRandom(count);
        return Stream.generate(() -> new EngineId(new UUID(random.nextLong(), random.nextLong()))).limit(count).toList();
    }

    private static EngineId winner(List<EngineId> members, long thing) {
        return Rendezvous.winner(members, thing).orElseThrow();
    }

    @Test
    void theSharesAreAboutEqual() {
        for (int count : List.of(1, 2, 3, 5, 8, 16)) {
            Map<EngineId, Long> shares = LongStream.range(0, THINGS).boxed().collect(Collectors.groupingBy(thing -> winner(members(count), thing), Collectors.counting()));
            double fair = (double) THINGS / count;
            assertThat(shares).as(count + " members").hasSize(count).allSatisfy((_, share) -> assertThat((double) share).isBetween(fair * 0.85, fair * 1.15));
        }
    }

    @Test
    void idsThatDifferByOneBitHaveSharesOfTheirOwn() {
        List<EngineId> alike = List.of(new EngineId(new UUID(0, 0)), new EngineId(new UUID(0, 1)), new EngineId(new UUID(1, 0)), new EngineId(new UUID(1, 1)));
        Map<EngineId, Long> shares = LongStream.range(0, THINGS).boxed().collect(Collectors.groupingBy(thing -> winner(alike, thing), Collectors.counting()));
        assertThat(shares).hasSize(4).allSatisfy((_, share) -> assertThat(share).isBetween(2_250L, 2_750L));
    }

    @Test
    void whoeverComesTakesAnEvenPartFromAllAndMovesNothingElse() {
        List<EngineId> after = members(6);
        List<EngineId> before = after.subList(0, 5);
        EngineId newcomer = after.getLast();
        Map<EngineId, Long> taken = LongStream.range(0, THINGS).filter(thing -> !winner(before, thing).equals(winner(after, thing))).boxed()
                .peek(thing -> assertThat(winner(after, thing)).isEqualTo(newcomer)).collect(Collectors.groupingBy(thing -> winner(before, thing), Collectors.counting()));
        assertThat(taken).hasSize(5).allSatisfy((_, share) -> assertThat((double) share).isBetween(THINGS / 30 * 0.75, THINGS / 30 * 1.25));
    }

    @Test
    void whoeverGoesLeavesWhatIsOfTheOthersWhereItIs() {
        List<EngineId> before = members(5);
        List<EngineId> after = before.subList(1, 5);
        assertThat(LongStream.range(0, THINGS).filter(thing -> !winner(before, thing).equals(before.getFirst())))
                .allSatisfy(thing -> assertThat(winner(after, thing)).isEqualTo(winner(before, thing)));
    }

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        List<EngineId> members = members(7);
        List<EngineId> others = new ArrayList<>(members);
        Collections.reverse(others);
        assertThat(IntStream.range(0, THINGS)).allSatisfy(thing -> assertThat(winner(others, thing)).isEqualTo(winner(members, thing)));
    }

    @Test
    void amongNobodyNobodyWins() {
        assertThat(Rendezvous.winner(List.of(), 1)).isEqualTo(Optional.empty());
    }
}
