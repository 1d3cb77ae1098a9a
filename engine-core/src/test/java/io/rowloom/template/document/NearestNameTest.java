package io.rowloom.template.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("parameters", "resources", "outputs", "a");

    @Test
    void findsTypingMistakes() {
        assertThat(NearestName.to("resuorces", KNOWN)).contains("resources");
        assertThat(NearestName.to("output", KNOWN)).contains("outputs");
        assertThat(NearestName.to("OUTPUTS", KNOWN)).contains("outputs");
        assertThat(NearestName.to("b", KNOWN)).contains("a");
    }

    @Test
    void suggestsNothingForSomethingElse() {
        assertThat(NearestName.to("conditions", KNOWN)).isEmpty();
        assertThat(NearestName.to("x", List.of())).isEmpty();
    }

    @Test
    void distanceCountsInsertionsDeletionsAndSubstitutions() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("abc", "")).isEqualTo(3);
    }
}
