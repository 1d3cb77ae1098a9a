package io.rowloom.template.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Numbers;
import io.rowloom.template.document.Path;
import io.rowloom.template.parameter.ParameterSchema.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the constraints of one parameter. */
record Constraints(List<Rule> rules, List<String> custom) {
    private static final List<String> KINDS =
            List.of("length", "range", "modulo", "allowed_values", "allowed_pattern", "custom_constraint");

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Integer.MAX_VALUE);
    /** Deeply nested groups would exhaust the stack. */
    private static final int LONGEST_PATTERN = 2_000;

    static Constraints parse(String parameter, ParameterType type, MapReader declaration) {
        Constraints constraints = new Constraints(new ArrayList<>(), new ArrayList<>());
        List<JsonNode> list = declaration.list("constraints");
        for (int i = 0; i < list.size(); i++) {
            Path at = declaration.path().child("constraints").item(i);
            MapReader.of(list.get(i), at, declaration.faults()).ifPresent(one -> constraints.add(parameter, type, one));
        }
        return constraints;
    }

    private void add(String parameter, ParameterType type, MapReader one) {
        List<String> kinds = KINDS.stream().filter(one.map()::has).toList();
        if (kinds.size() != 1) {
            one.faults().add(one.path(), "a constraint of parameter " + parameter + " must have exactly one of " + String.join(", ", KINDS));
            return;
        }
        String kind = kinds.getFirst();
        one.refuseOthers(List.of(kind, "description"), key -> "Invalid key '" + key + "' in a constraint of parameter " + parameter);
        if (!applicable(kind).contains(type)) {
            one.faults().add(one.path().child(kind), kind + " constraint invalid for " + type.word());
        } else if (kind.equals("custom_constraint")) {
            custom.add(one.text(kind));
        } else {
            constraint(kind, one).ifPresent(constraint -> rules.add(new Rule(constraint, one.text("description"))));
        }
    }

    private static Set<ParameterType> applicable(String kind) {
        return switch (kind) {
            case "length" -> Set.of(ParameterType.STRING, ParameterType.COMMA_DELIMITED_LIST, ParameterType.JSON);
            case "range", "modulo" -> Set.of(ParameterType.NUMBER);
            case "allowed_pattern" -> Set.of(ParameterType.STRING);
            default -> Set.of(ParameterType.values());
        };
    }

    private static Optional<Constraint> constraint(String kind, MapReader one) {
        return switch (kind) {
            case "length" -> limits(one, kind).map(bounds -> new Constraint.Length(length(bounds, "min"), length(bounds, "max")));
            case "range" -> limits(one, kind).map(bounds -> new Constraint.Range(bound(bounds, "min"), bound(bounds, "max")));
            case "modulo" -> modulo(one);
            case "allowed_values" -> allowedValues(one);
            case "allowed_pattern" -> pattern(one);
            default -> throw new IllegalStateException("no such constraint: " + kind);
        };
    }

    private static Optional<MapReader> limits(MapReader one, String kind) {
        Optional<MapReader> limits = MapReader.of(one.map().get(kind), one.path().child(kind), one.faults());
        limits.ifPresent(bounds -> {
            bounds.refuseOthers(List.of("min", "max"), key -> kind + " has no '" + key + "'");
            if (bounds.value("min").isEmpty() && bounds.value("max").isEmpty()) {
                bounds.faults().add(bounds.path(), "A " + kind + " constraint must have a min value and/or a max value specified.");
            }
        });
        return limits;
    }

    private static Optional<BigDecimal> bound(MapReader bounds, String key) {
        Optional<BigDecimal> number = bounds.value(key).flatMap(Numbers::of).map(JsonNode::decimalValue);
        if (number.isEmpty() && bounds.value(key).isPresent()) {
            bounds.faults().add(bounds.path().child(key), "must be a number");
        }
        return number;
    }

    private static Optional<Integer> length(MapReader bounds, String key) {
        Optional<BigDecimal> bound = bound(bounds, key);
        if (bound.filter(value -> value.stripTrailingZeros().scale() > 0 || value.signum() < 0).isPresent()) {
            bounds.faults().add(bounds.path().child(key), "must be a whole number, not below 0");
        }
        return bound.map(value -> value.min(LONGEST).intValue());
    }

    private static Optional<Constraint> modulo(MapReader one) {
        return MapReader.of(one.map().get("modulo"), one.path().child("modulo"), one.faults()).flatMap(modulo -> {
            modulo.refuseOthers(List.of("step", "offset"), key -> "modulo has no '" + key + "'");
            Optional<BigDecimal> step = bound(modulo, "step").filter(value -> value.signum() != 0);
            if (step.isEmpty()) {
                modulo.faults().add(modulo.path(), "A modulo constraint must have a step value other than 0");
            }
            return step.map(value -> new Constraint.Modulo(value, bound(modulo, "offset").orElse(BigDecimal.ZERO)));
        });
    }

    private static Optional<Constraint> allowedValues(MapReader one) {
        List<JsonNode> values = one.list("allowed_values");
        if (values.isEmpty() && one.map().get("allowed_values").isArray()) {
            one.faults().add(one.path().child("allowed_values"), "must not be empty: no value could ever be given");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Constraint.AllowedValues(values));
    }

    private static Optional<Constraint> pattern(MapReader one) {
        String pattern = one.text("allowed_pattern");
        if (pattern.length() > LONGEST_PATTERN) {
            one.faults().add(one.path().child("allowed_pattern"), "must not be longer than " + LONGEST_PATTERN + " characters");
            return Optional.empty();
        }
        try {
            return Optional.of(new Constraint.AllowedPattern(Pattern.compile(pattern)));
        } catch (PatternSyntaxException e) {
            one.faults().add(one.path().child("allowed_pattern"), "not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }
}
