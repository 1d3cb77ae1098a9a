package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WakeupsTest {
    private final StackId stack = new StackId(new UUID(1, 2));
    private final Wakeups wakeups = new Wakeups(new VirtualThreadTasks());

    @Test
    void aNodeThatIsToldTwiceIsKnownOnce() {
        wakeups.ready(stack, List.of(1, 2));
        wakeups.ready(stack, List.of(2, 3));
        assertThat(wakeups.knownNodes()).isEqualTo(3);
        assertThat(wakeups.takeNodes(10)).isEqualTo(Map.of(stack, List.of(1, 2, 3)));
        assertThat(wakeups.knownNodes()).isZero();
    }

    @Test
    void noMoreIsTakenThanThereAreSlots() {
        wakeups.ready(stack, List.of(1, 2, 3));
        assertThat(wakeups.takeNodes(2)).isEqualTo(Map.of(stack, List.of(1, 2)));
        assertThat(wakeups.takeNodes(2)).isEqualTo(Map.of(stack, List.of(3)));
    }

    @Test
    void whatIsLeftToOthersIsLookedAtWhenItsTimeHasCome() {
        wakeups.takeScan();
        wakeups.readyIn(Duration.ofDays(1), stack, List.of(1));
        assertThat(wakeups.takeNodes(10)).isEmpty();
        assertThat(wakeups.takeScan()).isFalse();
        wakeups.readyIn(Duration.ZERO, stack, List.of(1, 2));
        assertThat(wakeups.takeNodes(10)).isEqualTo(Map.of(stack, List.of(1, 2)));
        assertThat(wakeups.takeScan()).as("others have them by now, so there is time for more").isTrue();
        assertThat(wakeups.takeNodes(10)).isEmpty();
    }
}
