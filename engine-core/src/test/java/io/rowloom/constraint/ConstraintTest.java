package io.rowloom.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint.AllowedPattern;
import io.rowloom.constraint.Constraint.AllowedValues;
import io.rowloom.constraint.Constraint.Length;
import io.rowloom.constraint.Constraint.Modulo;
import io.rowloom.constraint.Constraint.Range;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConstraintTest {
    @Test
    void aRangeIncludesItsBounds() {
        Range range = new Range(Optional.of(new BigDecimal("1")), Optional.of(new BigDecimal("2.5")));
        assertThat(range.violation(IntNode.valueOf(1))).isEmpty();
        assertThat(range.violation(number("2.50"))).isEmpty();
        assertThat(range.violation(number("2.500001"))).contains("the value is out of range (min: 1, max: 2.5)");
        assertThat(range.violation(IntNode.valueOf(0))).isPresent();
    }

    @Test
    void aRangeMayBeOpen() {
        Range atLeast = new Range(Optional.of(BigDecimal.ONE), Optional.empty());
        assertThat(atLeast.violation(number("1e30"))).isEmpty();
        assertThat(atLeast.violation(IntNode.valueOf(0))).contains("the value is out of range (min: 1, max: None)");
        assertThat(new Range(Optional.empty(), Optional.empty()).violation(IntNode.valueOf(-7))).isEmpty();
    }

    @Test
    void lengthsAreOfTextsListsAndMaps() {
        Length length = new Length(Optional.of(1), Optional.of(2));
        assertThat(length.violation(text("ab"))).isEmpty();
        assertThat(length.violation(text(""))).contains("length (0) is out of range (min: 1, max: 2)");
        assertThat(length.violation(text("abc"))).isPresent();
        assertThat(length.violation(list("a", "b"))).isEmpty();
        assertThat(length.violation(list())).isPresent();
        assertThat(length.violation(JsonNodeFactory.instance.objectNode().put("a", 1))).isEmpty();
        assertThat(length.violation(JsonNodeFactory.instance.objectNode())).isPresent();
    }

    @Test
    void onlyAllowedValuesAreAllowedInListsEachOfThem() {
        AllowedValues allowed = new AllowedValues(List.of(text("a"), IntNode.valueOf(4)));
        assertThat(allowed.violation(text("a"))).isEmpty();
        assertThat(allowed.violation(text("4"))).as("texts and numbers are written alike in templates").isEmpty();
        assertThat(allowed.violation(IntNode.valueOf(4))).isEmpty();
        assertThat(allowed.violation(text("secret"))).hasValueSatisfying(m -> assertThat(m).contains("[a, 4]").doesNotContain("secret"));
        assertThat(allowed.violation(list("a", "4"))).isEmpty();
        assertThat(allowed.violation(list("a", "b"))).isPresent();
        assertThat(allowed.violation(JsonNodeFactory.instance.objectNode())).isPresent();
        assertThat(new AllowedValues(List.of(text(""))).violation(JsonNodeFactory.instance.objectNode())).as("a map is no empty text").isPresent();
    }

    @Test
    void aPatternMustMatchTheWholeText() {
        AllowedPattern pattern = new AllowedPattern(Pattern.compile("[a-z]+"));
        assertThat(pattern.violation(text("abc"))).isEmpty();
        assertThat(pattern.violation(text("abc1"))).contains("the value does not match pattern [a-z]+");
        assertThat(pattern.violation(text("abc\n"))).isPresent();
    }

    @Test
    void aModuloCountsFromItsOffset() {
        Modulo modulo = new Modulo(BigDecimal.TEN, BigDecimal.TWO);
        assertThat(modulo.violation(IntNode.valueOf(12))).isEmpty();
        assertThat(modulo.violation(IntNode.valueOf(-8))).isEmpty();
        assertThat(modulo.violation(IntNode.valueOf(10))).contains("the value is not a multiple of 10 with an offset of 2");
        assertThat(modulo.violation(number("12.5"))).isPresent();
    }

    private static JsonNode number(String digits) {
        return DecimalNode.valueOf(new BigDecimal(digits));
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    private static JsonNode list(String... items) {
        var list = JsonNodeFactory.instance.arrayNode();
        List.of(items).forEach(list::add);
        return list;
    }
}
