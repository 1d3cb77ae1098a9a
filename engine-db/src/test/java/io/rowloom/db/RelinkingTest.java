package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rowloom.db.Relinking.Cleanup;
import io.rowloom.db.Relinking.Old;
import io.rowloom.db.Relinking.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Row 5 is replaced by copy 10 in step 20, and cleaned up in step 11; row 6 by copy 12 in step 21, cleaned up in 13. */
class RelinkingTest {
    private static final Step OWN = new Step(20, 5, false, Set.of(), false);
    private static final Step REQUIRING = new Step(21, 6, false, Set.of(5), false);
    private static final Old FIVE = new Old(5, 20, Set.of(), false);
    private static final Old FIVE_GOES_FIRST = new Old(5, 20, Set.of(), true);

    private static Cleanup only(Relinking steps) {
        assertThat(steps.cleanups()).hasSize(1);
        return steps.cleanups().getFirst();
    }

    @Test
    void theOldCopyIsCleanedUpAfterTheNewOneAndWhatRequiredTheOldOne() {
        Relinking steps = new Relinking(List.of(OWN, REQUIRING));

        assertThat(steps.replace(FIVE, 10, 11)).as("what can run").containsExactly(20);

        assertThat(only(steps).resource()).isEqualTo(5);
        assertThat(only(steps).waitingFor()).isEqualTo(2);
        assertThat(steps.changes().get(20).copy()).isEqualTo(10);
        assertThat(steps.changes()).allSatisfy((_, change) -> assertThat(change.dependents()).containsExactly(11)).containsOnlyKeys(20, 21);
    }

    @Test
    void ofTwoThatAreReplacedTogetherTheOneThatRequiresTheOtherIsCleanedUpFirst() {
        Relinking steps = new Relinking(List.of(OWN, REQUIRING));

        steps.replace(FIVE, 10, 11);
        steps.replace(new Old(6, 21, Set.of(5), false), 12, 13);

        assertThat(steps.cleanups()).extracting(Cleanup::no, Cleanup::waitingFor, Cleanup::dependents).containsExactly(
                tuple(11, 3, List.of()), tuple(13, 1, List.of(11)));
    }

    @Test
    void whereTheOldCopyGoesFirstItsCleanupDoesNotWaitForWhatComesAfterTheNewOne() {
        Relinking steps = new Relinking(List.of(OWN, REQUIRING));
        assertThat(steps.toBeFollowed(List.of(FIVE_GOES_FIRST))).containsExactly(20);
        steps.follow(Map.of(20, List.of(21), 21, List.of()));

        assertThat(steps.replace(FIVE_GOES_FIRST, 10, 11)).containsExactly(11);

        assertThat(only(steps).waitingFor()).isZero();
        assertThat(only(steps).dependents()).containsExactly(20);
        assertThat(steps.changes().get(20).waits()).isEqualTo(1);
    }

    @Test
    void whereTheOldCopyGoesFirstItsCleanupWaitsForOthersThatRequireIt() {
        Relinking steps = new Relinking(List.of(OWN, new Step(22, 7, true, Set.of(5), false)));
        steps.follow(Map.of(20, List.of()));

        assertThat(steps.replace(FIVE_GOES_FIRST, 10, 11)).isEmpty();

        assertThat(only(steps).waitingFor()).isEqualTo(1);
        assertThat(steps.changes().get(22).dependents()).containsExactly(11);
    }

    @Test
    void aCleanupThatLeadsToWhatTheNewOneWaitsForDoesNotWaitForIt() {
        Old old = new Old(5, 20, Set.of(4), false);
        Relinking steps = new Relinking(List.of(OWN, REQUIRING, new Step(30, 4, true, Set.of(), false)));
        assertThat(steps.toBeFollowed(List.of(old))).containsExactly(30);
        steps.follow(Map.of(30, List.of(21), 21, List.of()));

        steps.replace(old, 10, 11);

        assertThat(only(steps).dependents()).isEmpty();
        assertThat(steps.changes()).doesNotContainKey(30);
    }

    @Test
    void nothingIsFollowedWhereNoCleanupCanLeadToWhatTheNewOneWaitsFor() {
        Step waiting = new Step(21, 6, false, Set.of(5), true);
        Step cleanup = new Step(30, 4, true, Set.of(), false);
        assertThat(new Relinking(List.of(OWN, waiting, cleanup)).toBeFollowed(List.of(new Old(5, 20, Set.of(4), false)))).isEmpty();
        assertThat(new Relinking(List.of(OWN, waiting, cleanup)).toBeFollowed(List.of(new Old(5, 20, Set.of(4), true)))).as("its own cleanup will").containsExactlyInAnyOrder(20, 30);
        assertThat(new Relinking(List.of(OWN, waiting, cleanup, new Step(31, 7, true, Set.of(5), false))).toBeFollowed(List.of(new Old(5, 20, Set.of(4), false)))).containsExactly(30);
    }

    @Test
    void otherwiseTheCleanupOfWhatItRequiresWaitsForIt() {
        Old old = new Old(5, 20, Set.of(4), false);
        Relinking steps = new Relinking(List.of(OWN, REQUIRING, new Step(30, 4, true, Set.of(), false)));
        steps.follow(Map.of(30, List.of(), 21, List.of()));

        steps.replace(old, 10, 11);

        assertThat(only(steps).dependents()).containsExactly(30);
        assertThat(steps.changes().get(30).waits()).isEqualTo(1);
    }
}
