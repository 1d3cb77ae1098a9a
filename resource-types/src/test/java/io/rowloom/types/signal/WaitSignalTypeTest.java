package io.rowloom.types.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rowloom.plugin.Signal;
import io.rowloom.plugin.Step;
import io.rowloom.types.TestCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitSignalTypeTest {
    private final WaitSignalType type = new WaitSignalType();

    @Test
    void itWaitsForAsManyDifferentSignalsAsItWantsAndKeepsWhatTheySaid() {
        TestCall call = TestCall.of(type, "ready", "{'count': 2, 'timeout': 60}");
        Step.Wait first = (Step.Wait) type.create(call);
        assertThat(first.lookAgainIn()).isEqualTo(Duration.ofSeconds(60));
        TestCall second = call.after(first, Duration.ofSeconds(10)).told(signals("{'id': 'a', 'data': 1}"));
        Step.Wait wait = (Step.Wait) type.create(second);
        assertThat(wait.lookAgainIn()).as("the end of the wait is fixed").isEqualTo(Duration.ofSeconds(50));
        assertThat(type.create(second)).as("a call that is made again").isEqualTo(wait);
        Step.Wait same = (Step.Wait) type.create(second.after(wait, Duration.ofSeconds(1)).told(signals("{'id': 'a', 'data': 2}")));
        Step.Done done = (Step.Done) type.create(second.after(same, Duration.ofSeconds(1)).told(signals("{'id': 'b', 'status': 'SUCCESS'}")));
        assertThat(done.outputs().path("data").toString()).isEqualTo("{\"a\":2,\"b\":null}");
    }

    @Test
    void whatIsNotInHeatsFormIsTheDataItself() {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "ready", "{'count': 3}").told(signals("null", "'hello'", "{'up': true}")));
        assertThat(done.outputs().path("data")).map(JsonNode::toString).containsExactly("null", "\"hello\"", "{\"up\":true}");
    }

    @Test
    void aFailureIsTold() {
        assertThat(type.create(TestCall.of(type, "ready", "{}").told(signals("{'status': 'FAILURE', 'reason': 'no disk'}"))))
                .isEqualTo(Step.failed("WaitConditionFailure: no disk"));
    }

    @Test
    void theTimeIsLimited() {
        TestCall call = TestCall.of(type, "ready", "{'count': 2, 'timeout': 60}").told(signals("1"));
        Step.Wait wait = (Step.Wait) type.create(call);
        assertThat(type.create(call.after(wait, Duration.ofSeconds(60)))).isEqualTo(Step.failed("WaitConditionTimeout: 1 of 2 received"));
    }

    @Test
    void aHigherCountWaitsForWhatLacks() {
        TestCall call = TestCall.of(type, "ready", "{}").told(signals("{'id': 'a', 'data': 1}"));
        TestCall update = call.after(type.create(call)).wanting(type, "{'count': 2}");
        Step.Wait wait = (Step.Wait) type.update(update);
        Step.Done done = (Step.Done) type.update(update.after(wait, Duration.ofSeconds(1)).told(signals("{'id': 'b', 'data': 2}")));
        assertThat(done.outputs().path("data").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(done.physicalId()).isEqualTo(Optional.of(call.physicalName()));
    }

    private static Signal[] signals(String... data) {
        return IntStream.range(0, data.length).mapToObj(i -> new Signal(new UUID(0, i), Instant.EPOCH, tree(data[i]))).toArray(Signal[]::new);
    }

    private static JsonNode tree(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
