package io.rowloom.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.benchmarks.gauge.Timeline.Event;
import io.rowloom.benchmarks.gauge.Timeline.Made;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static Event stack(int traversal, String status, long micros) {
        return new Event("s", traversal, OptionalInt.empty(), "s", status, 0, micros);
    }

    private static Event resource(int traversal, int number, String status, long fence, long micros) {
        return new Event("s", traversal, OptionalInt.of(number), "r" + number, status, fence, micros);
    }

    @Test
    void aResourceIsReadyWhenItsRowIsMadeAndItsDependenciesAreDone() {
        List<Event> events = List.of(stack(1, "IN_PROGRESS", 1_000), resource(1, 1, "IN_PROGRESS", 1, 5_000), resource(1, 1, "COMPLETE", 1, 9_000),
                resource(1, 2, "IN_PROGRESS", 1, 12_000), resource(1, 2, "COMPLETE", 1, 13_000), stack(1, "COMPLETE", 13_000));

        Timeline timeline = Timeline.of(events, List.of(new Made("s", 1, 3_000), new Made("s", 2, 3_000)),
                Map.of("r1", List.of(), "r2", List.of("r1")), false);

        assertThat(timeline.started()).as("2 ms after its row, 3 ms after r1").containsExactly(2, 3);
        assertThat(timeline.finished()).containsExactly(6, 4);
        assertThat(timeline.acted()).containsExactly(4, 1);
        assertThat(timeline.seconds()).isEqualTo(0.012);
        assertThat(timeline.actions()).isEqualTo(2);
    }

    @Test
    void inAnUpdateItIsReadyWhenTheUpdateIsAccepted() {
        List<Event> events = List.of(stack(2, "IN_PROGRESS", 10_000), resource(2, 1, "IN_PROGRESS", 4, 15_000), stack(3, "IN_PROGRESS", 16_000),
                resource(2, 1, "COMPLETE", 4, 18_000), resource(3, 1, "IN_PROGRESS", 5, 20_000), resource(3, 1, "COMPLETE", 5, 21_000),
                stack(3, "COMPLETE", 21_000));

        Timeline timeline = Timeline.of(events, List.of(new Made("s", 1, 1_000)), Map.of("r1", List.of()), true);

        assertThat(timeline.started()).as("each since its own update, though the first was overtaken").containsExactly(5, 4);
        assertThat(timeline.finished()).containsExactly(8, 5);
    }

    @Test
    void anActionThatWasParkedEndsUnderAHigherFence() {
        List<Event> events = List.of(stack(1, "IN_PROGRESS", 0), resource(1, 1, "IN_PROGRESS", 1, 2_000), resource(1, 1, "COMPLETE", 4, 9_000),
                stack(2, "IN_PROGRESS", 10_000), resource(2, 1, "COMPLETE", 5, 11_000));

        Timeline timeline = Timeline.of(events, List.of(new Made("s", 1, 1_000)), Map.of("r1", List.of()), false);

        assertThat(timeline.acted()).as("the last is no action: nothing began").containsExactly(7);
        assertThat(timeline.started()).containsExactly(1);
    }

    @Test
    void whatBeganAndDidNotEndIsNoAction() {
        Timeline timeline = Timeline.of(List.of(stack(1, "IN_PROGRESS", 0), resource(1, 1, "IN_PROGRESS", 1, 5_000)), List.of(), Map.of(), false);

        assertThat(timeline.actions()).isZero();
        assertThat(timeline.seconds()).isEqualTo(0.005);
    }
}
