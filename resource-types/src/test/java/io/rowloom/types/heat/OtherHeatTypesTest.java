package io.rowloom.types.heat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.TestCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherHeatTypesTest {
    private final RandomStringType random = new RandomStringType();
    private final ValueType value = new ValueType();
    private final DelayType delay = new DelayType();

    @Test void aRandomStringIsLettersAndDigits() {
        assertThat(text("{}")).matches("[A-Za-z0-9]{32}").isNotEqualTo(text("{}"));
    }

    @Test void minimumsHold() {
        String text = text("{'length': 8, 'character_classes': [{'class': 'digits', 'min': 3}, {'class': 'uppercase', 'min': 2}],"
                + " 'character_sequences': [{'sequence': '!?', 'min': 3}]}");
        assertThat(text).hasSize(8);
        assertThat(text.chars().filter(Character::isDigit).count()).isEqualTo(3);
        assertThat(text.chars().filter(Character::isUpperCase).count()).isEqualTo(2);
        assertThat(text.chars().filter(c -> c == '!' || c == '?').count()).isEqualTo(3);
    }

    @Test void minimumsThatDoNotFitAreRefused() {
        assertThat(random.create(TestCall.of(random, "r", "{'length': 2, 'character_classes': [{'class': 'digits', 'min': 3}]}")))
                .isEqualTo(Step.failed("property 'length' is 2, but the minimums of the character classes and sequences add up to 3"));
        assertThat(random.create(TestCall.of(random, "r", "{'sequence': 'digits', 'character_classes': [{'class': 'digits'}]}")))
                .isInstanceOf(Step.Failed.class);
    }

    @Test void aRecordedTextStays() throws Exception {
        TestCall call = TestCall.of(random, "r", "{'salt': 'a'}");
        Step.Done done = (Step.Done) random.create(call);
        assertThat(((Step.Done) random.update(call.after(done))).outputs()).isEqualTo(done.outputs());
        assertThat(random.onChange(TestCall.complete(random, "{'salt': 'a'}"), TestCall.complete(random, "{'salt': 'b'}")))
                .isEqualTo(UpdatePolicy.REPLACE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'type': 'string', 'value': 5                     | "5"
            'type': 'string', 'value': true                  | "true"
            'type': 'number', 'value': '12'                  | 12
            'type': 'number', 'value': '1.5'                 | 1.5
            'type': 'comma_delimited_list', 'value': 'a, b'  | ["a","b"]
            'type': 'comma_delimited_list', 'value': [1]     | [1]
            'type': 'json', 'value': '[1]'                   | [1]
            'type': 'json', 'value': {'a': 1}                | {"a":1}
            'type': 'boolean', 'value': 'Yes'                | true
            'type': 'boolean', 'value': 0                    | false
            'type': 'string', 'value': null                  | null
            'value': {'a': [1]}                              | {"a":[1]}
            """)
    void valuesAreConverted(String properties, String expected) throws Exception {
        JsonNode made = ((Step.Done) value.create(TestCall.of(value, "v", "{" + properties + "}"))).outputs().path("value");
        assertThat(made.toString()).isEqualTo(new ObjectMapper().readTree(expected).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'type': 'number', 'value': 'hunter2'", "'type': 'boolean', 'value': 'hunter2'", "'type': 'json', 'value': 'hunter2'",
        "'type': 'json', 'value': '{} {}'", "'type': 'comma_delimited_list', 'value': {}", "'type': 'number', 'value': [1]"})
    void whatCannotBeConvertedIsRefusedWithoutShowingIt(String properties) {
        assertThat(((Step.Failed) value.create(TestCall.of(value, "v", "{" + properties + "}"))).reason()).contains("cannot be read as")
                .doesNotContain("hunter2");
    }

    @Test void aDelayWaitsInTheNamedActionsOnly() {
        TestCall call = TestCall.of(delay, "d", "{'min_wait': 2, 'max_jitter': 3, 'jitter_multiplier': 0.5}");
        Step.Wait wait = (Step.Wait) delay.create(call);
        assertThat(wait.lookAgainIn()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(3500));
        assertThat(delay.create(call.after(wait, wait.lookAgainIn()))).isInstanceOf(Step.Done.class);
        assertThat(delay.delete(call)).isEqualTo(Step.done());
        assertThat(delay.delete(call.wanting(delay, "{'min_wait': 2, 'actions': ['DELETE']}"))).isInstanceOf(Step.Wait.class);
        assertThat(delay.create(call.wanting(delay, "{'min_wait': 2, 'actions': []}"))).isInstanceOf(Step.Done.class);
    }

    @Test void aDelayWaitsInASuspendAndAResumeWhenToldSo() {
        TestCall call = TestCall.of(delay, "d", "{'min_wait': 2, 'actions': ['SUSPEND', 'RESUME']}");
        Step.Wait wait = (Step.Wait) delay.suspend(call);
        assertThat(delay.suspend(call.after(wait, Duration.ofSeconds(2)))).isEqualTo(Step.done());
        assertThat(delay.resume(call)).isInstanceOf(Step.Wait.class);
        assertThat(delay.suspend(call.wanting(delay, "{'min_wait': 2}"))).isEqualTo(Step.done());
    }

    @Test void whatIsARowOnlyCannotDrift() throws Exception {
        for (ResourceType type : new ResourceType[] {random, value, delay, new NoneType()}) {
            assertThat(type.observe(TestCall.of(type, "a", "{}"))).isEqualTo(new Observation.Unreadable());
        }
    }

    @Test void noneTakesThePlaceOfAnything() {
        NoneType none = new NoneType();
        assertThat(none.placeholder()).isTrue();
        assertThat(none.create(TestCall.of(none, "n", "{}"))).isInstanceOf(Step.Done.class);
        assertThat(none.delete(TestCall.of(none, "n", "{}"))).isEqualTo(Step.done());
    }

    private String text(String properties) {
        return ((Step.Done) random.create(TestCall.of(random, "r", properties))).outputs().path("value").asText();
    }
}
