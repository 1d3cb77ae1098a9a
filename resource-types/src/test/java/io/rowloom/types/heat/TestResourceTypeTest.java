package io.rowloom.types.heat;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.TestCall;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestResourceTypeTest {
    private final TestResourceType type = new TestResourceType();

    @Test void keepsItsValue() {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "a", "{}"));
        assertThat(done.physicalId()).contains("demo-a-k3x9q2m7p1ab");
        assertThat(done.outputs().path("output").asText()).isEqualTo("test_string");
    }

    @Test void waitsFractionsOfSecondsUntilAFixedEndAndTellsItsIdAtOnce() {
        TestCall call = TestCall.of(type, "a", "{'wait_secs': 1.5}");
        Step.Wait first = (Step.Wait) type.create(call);
        assertThat(first.lookAgainIn()).isEqualTo(Duration.ofMillis(1500));
        assertThat(first.physicalId()).contains(call.physicalName());
        Step.Wait second = (Step.Wait) type.create(call.after(first, Duration.ofMillis(1400)));
        assertThat(second.lookAgainIn()).isEqualTo(Duration.ofMillis(100));
        assertThat(type.create(call.after(second, Duration.ofMillis(1500)))).isInstanceOf(Step.Done.class);
    }

    @Test void failsOnlyAfterTheWaitAndLeavesNoPhysicalId() {
        TestCall call = TestCall.of(type, "oops", "{'fail': true, 'wait_secs': 2}");
        Step.Wait wait = (Step.Wait) type.create(call);
        assertThat(wait.physicalId()).isEmpty();
        assertThat(type.create(call.after(wait, Duration.ofSeconds(2))))
                .isEqualTo(new Step.Failed("ValueError: Test Resource failed oops", false, Step.Effect.NONE, Optional.empty()));
    }

    @Test void anUpdateWaitsOnlyWhenTheValueChanged() {
        TestCall call = TestCall.of(type, "a", "{'wait_secs': 9, 'action_wait_secs': {'create': 0, 'update': 4}}");
        TestCall next = call.after(type.create(call));
        assertThat(type.update(next.wanting(type, "{'client_name': 'nova', 'action_wait_secs': {'update': 4}}"))).isInstanceOf(Step.Done.class);
        Step.Wait wait = (Step.Wait) type.update(next.wanting(type, "{'value': 'b', 'action_wait_secs': {'update': 4}}"));
        assertThat(wait.lookAgainIn()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test void anUpdateToFailFails() {
        TestCall call = TestCall.of(type, "a", "{}");
        assertThat(type.update(call.after(type.create(call)).wanting(type, "{'fail': true}"))).isInstanceOf(Step.Failed.class);
    }

    @Test void aDeleteWaitsButNeverFails() {
        TestCall call = TestCall.of(type, "a", "{'fail': true, 'action_wait_secs': {'delete': 3}}");
        Step.Wait wait = (Step.Wait) type.delete(call);
        assertThat(type.delete(call.after(wait, Duration.ofSeconds(3)))).isEqualTo(Step.done());
    }

    @Test void anAbsurdWaitIsAWait() {
        assertThat(type.create(TestCall.of(type, "a", "{'wait_secs': 1e300}"))).isInstanceOf(Step.Wait.class);
    }

    @Test void isFoundByItsPhysicalId() throws Exception {
        TestCall call = TestCall.of(type, "a", "{}");
        assertThat(type.observe(call)).isInstanceOf(Observation.Missing.class);
        assertThat(call.drift(type.observe(call.after(type.create(call))))).isEmpty();
    }

    @Test void restsAndWakesAtOnce() throws Exception {
        TestCall call = TestCall.of(type, "a", "{'wait_secs': 9}");
        assertThat(type.suspend(call)).isEqualTo(Step.done());
        assertThat(type.resume(call)).isEqualTo(Step.done());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'value': 'a'}                                   | {'value': 'b'}                          | IN_PLACE
            {'value': 'a'}                                   | {'value': 'b', 'update_replace': true}  | REPLACE
            {'value': 'a', 'update_replace': true}           | {'value': 'b'}                          | IN_PLACE
            {'value': 'a'}                                   | {'value': 'a', 'update_replace': true}  | IN_PLACE
            {'update_replace_value': 'x'}                    | {}                                      | REPLACE
            {}                                               | {'update_replace_value': 'x'}           | REPLACE
            {'wait_secs': 1}                                 | {'wait_secs': 2, 'fail': true}          | IN_PLACE
            """)
    void replacesAsHeatDoes(String before, String after, UpdatePolicy expected) {
        assertThat(type.onChange(TestCall.complete(type, before), TestCall.complete(type, after))).isEqualTo(expected);
    }
}
