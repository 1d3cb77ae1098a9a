package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.DueAction;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueActionsTest {
    private final StackId stack = new StackId(new UUID(1, 2));
    private Duration now = Duration.ZERO;
    private final AtomicInteger woken = new AtomicInteger();
    private final DueActions due = new DueActions(() -> now, woken::incrementAndGet);

    private DueAction action(int no) {
        return new DueAction(stack, no, 1, "Server");
    }

    @BeforeEach
    void lookOnce() {
        assertThat(due.takeLook()).as("what was open before this engine came").isTrue();
        assertThat(due.takeLook()).isFalse();
    }

    @Test
    void whatWasPutAsideIsTakenWhenItsTimeHasComeTheOldestFirst() {
        due.putAside(action(1), Duration.ofSeconds(3));
        due.putAside(action(2), Duration.ofSeconds(2));
        due.putAside(action(3), Duration.ofSeconds(9));
        assertThat(due.next()).isEqualTo(Duration.ofSeconds(2));
        assertThat(due.take(10)).isEmpty();
        now = now.plus(Duration.ofSeconds(3));
        assertThat(due.take(10)).containsExactly(action(2), action(1));
        assertThat(due.take(10)).isEmpty();
        assertThat(due.takeLook()).as("nothing was to be read for it").isFalse();
    }

    @Test
    void noMoreIsTakenThanThereAreSlots() {
        due.found(List.of(action(1), action(2), action(3)), true);
        assertThat(due.take(2)).containsExactly(action(1), action(2));
        assertThat(due.take(2)).containsExactly(action(3));
    }

    @Test
    void whatALookFindsIsDueNowEvenIfItWasPutAsideForLater() {
        due.putAside(action(1), Duration.ofHours(1));
        due.found(List.of(action(1), action(2)), true);
        assertThat(due.take(10)).containsExactly(action(1), action(2));
        now = now.plus(Duration.ofHours(2));
        assertThat(due.take(10)).as("not twice").isEmpty();
    }

    @Test
    void anActionThatWasGoneOnWithAndPutAsideAgainIsAnother() {
        due.putAside(action(1), Duration.ZERO);
        due.putAside(new DueAction(stack, 1, 2, "Server"), Duration.ZERO);
        assertThat(due.take(10)).extracting(DueAction::version).containsExactly(1L, 2L);
    }

    @Test
    void aLookThatWasCutShortIsRepeatedWhenWhatItFoundIsTaken() {
        due.found(List.of(action(1), action(2)), false);
        due.take(1);
        assertThat(due.takeLook()).isFalse();
        due.take(1);
        assertThat(due.takeLook()).isTrue();
        assertThat(due.takeLook()).isFalse();
    }

    @Test
    void aLookIsMadeWhenItIsAskedFor() {
        due.lookIn(Duration.ofSeconds(5));
        assertThat(due.next()).isEqualTo(Duration.ofSeconds(5));
        assertThat(due.takeLook()).isFalse();
        now = now.plus(Duration.ofSeconds(5));
        assertThat(due.takeLook()).isTrue();
        due.look();
        assertThat(due.takeLook()).isTrue();
    }

    @Test
    void whoWaitsIsWokenForWhatComesSooner() {
        due.putAside(action(1), Duration.ofSeconds(3));
        due.putAside(action(2), Duration.ofSeconds(5));
        assertThat(woken).hasValue(1);
        due.putAside(action(3), Duration.ofSeconds(1));
        assertThat(woken).hasValue(2);
    }

    @Test
    void whatIsTooMuchIsLookedForWhenItsTimeHasCome() {
        IntStream.range(0, DueActions.MOST).forEach(no -> due.putAside(action(no), Duration.ofHours(1)));
        due.putAside(action(DueActions.MOST), Duration.ofSeconds(1));
        due.putAside(action(5), Duration.ofHours(2));
        assertThat(due.next()).isEqualTo(Duration.ofSeconds(1));
        now = now.plus(Duration.ofSeconds(1));
        assertThat(due.takeLook()).isTrue();
        assertThat(due.take(1)).isEmpty();
        due.found(List.of(action(DueActions.MOST)), true);
        assertThat(due.take(1)).as("there is room for what is due").containsExactly(action(DueActions.MOST));
    }
}
