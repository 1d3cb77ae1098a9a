package io.rowloom.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a value must satisfy. Pure. A violated constraint answers with a message that names the bound but never the value (it may be a secret). */
public sealed interface Constraint {
    /** The message of the violation, or empty when {@code value} (revealed, of the declared type) satisfies the constraint. */
    Optional<String> violation(JsonNode value);

    /** Bounds are inclusive. */
    record Range(Optional<BigDecimal> min, Optional<BigDecimal> max) implements Constraint {
        @Override
        public Optional<String> violation(JsonNode value) {
            BigDecimal number = value.decimalValue();
            boolean outside = min.filter(m -> number.compareTo(m) < 0).isPresent() || max.filter(m -> number.compareTo(m) > 0).isPresent();
            return outside ? Optional.of("the value is out of range (min: " + shown(min) + ", max: " + shown(max) + ")") : Optional.empty();
        }
    }

    /** Length of a text in characters, of a list in items, of a map in entries. Bounds are inclusive. */
    record Length(Optional<Integer> min, Optional<Integer> max) implements Constraint {
        @Override
        public Optional<String> violation(JsonNode value) {
            int length = value.isContainerNode() ? value.size() : value.asText().length();
            boolean outside = min.filter(m -> length < m).isPresent() || max.filter(m -> length > m).isPresent();
            return outside ? Optional.of("length (" + length + ") is out of range (min: " + shown(min) + ", max: " + shown(max) + ")") : Optional.empty();
        }
    }

    /** For a list, each of its items must be allowed. */
    record AllowedValues(List<JsonNode> values) implements Constraint {
        @Override
        public Optional<String> violation(JsonNode value) {
            if (value.isArray()) {
                for (JsonNode item : value) {
                    if (violation(item).isPresent()) {
                        return violation(item);
                    }
                }
                return Optional.empty();
            }
            boolean allowed = values.stream().anyMatch(v -> v.equals(value) || !v.isContainerNode() && !value.isContainerNode() && v.asText().equals(value.asText()));
            return allowed ? Optional.empty()
                    : Optional.of("the value is not one of " + values.stream().map(JsonNode::asText).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    /** The whole text must match. */
    record AllowedPattern(Pattern pattern) implements Constraint {
        @Override
        public Optional<String> violation(JsonNode value) {
            return pattern.matcher(value.asText()).matches() ? Optional.empty() : Optional.of("the value does not match pattern " + pattern);
        }
    }

    /** {@code (value - offset)} must be a multiple of {@code step}. */
    record Modulo(BigDecimal step, BigDecimal offset) implements Constraint {
        @Override
        public Optional<String> violation(JsonNode value) {
            boolean fits = value.decimalValue().subtract(offset).remainder(step).signum() == 0;
            return fits ? Optional.empty() : Optional.of("the value is not a multiple of " + step + " with an offset of " + offset);
        }
    }

    private static String shown(Optional<?> bound) {
        return bound.map(Object::toString).orElse("None");
    }
}
