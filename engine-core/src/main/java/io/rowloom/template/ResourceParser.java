package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.template.document.Faults;
import io.rowloom.template.document.MapReader;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Expression;
import io.rowloom.template.expression.ExpressionParser;
import io.rowloom.template.expression.Literal;
import io.rowloom.template.expression.MapOf;
import io.rowloom.template.expression.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one entry of the {@code resources} section. What cannot be read stands as unknown, so that it causes no further faults. */
final class ResourceParser {
    static final String TYPE = "type";
    static final String PROPERTIES = "properties";
    static final String METADATA = "metadata";
    static final String DEPENDS_ON = "depends_on";
    static final String DELETION_POLICY = "deletion_policy";
    static final String UPDATE_POLICY = "update_policy";
    static final String REPLACEMENT = "replacement";
    static final String EXTERNAL_ID = "external_id";
    private static final List<String> NOT_YET = List.of("condition");
    private static final List<String> KEYS =
            List.of(TYPE, PROPERTIES, METADATA, DEPENDS_ON, DELETION_POLICY, UPDATE_POLICY, "description", "condition", EXTERNAL_ID);

    private final ExpressionParser expressions;
    private final Faults faults;

    ResourceParser(ExpressionParser expressions, Faults faults) {
        this.expressions = expressions;
        this.faults = faults;
    }

    Template.Resource parse(String name, JsonNode tree, Path at) {
        if (name.isEmpty() || name.contains("/")) {
            faults.add(at, "Resource name may not be empty or contain \"/\"");
        }
        Literal unknown = new Literal(Unknown.NODE);
        return MapReader.of(tree, at, faults).map(resource -> parse(name, resource))
                .orElseGet(() -> new Template.Resource(name, "", unknown, unknown, Set.of(), DeletionPolicy.DELETE, ReplacementOrder.CREATE_FIRST, Optional.empty(), tree));
    }

    private Template.Resource parse(String name, MapReader resource) {
        resource.refuseOthers(KEYS, key -> "\"" + key + "\" is not a valid keyword inside a resource definition");
        NOT_YET.stream().filter(resource.map()::has).forEach(key -> faults.add(resource.path().child(key), key + " is not supported yet"));
        if (resource.value(TYPE).isEmpty()) {
            faults.add(resource.path(), "Each resource must contain a type key.");
        }
        return new Template.Resource(name, resource.text(TYPE), properties(resource), expression(resource, METADATA),
                dependsOn(resource), deletionPolicy(resource), replacement(resource.section(UPDATE_POLICY)), externalId(resource), resource.map());
    }

    private Expression properties(MapReader resource) {
        return switch (expression(resource, PROPERTIES)) {
            case Literal(var value) when !value.isObject() && !Unknown.is(value) -> refuse(resource, MapReader.kind(value));
            case Literal literal -> literal;
            case MapOf map -> map;
            default -> refuse(resource, "a function");
        };
    }

    private Expression refuse(MapReader resource, String kind) {
        faults.add(resource.path().child(PROPERTIES), "must be a map, not " + kind);
        return new Literal(Unknown.NODE);
    }

    private Expression expression(MapReader resource, String key) {
        JsonNode tree = resource.value(key).orElseGet(JsonNodeFactory.instance::objectNode);
        return expressions.parse(tree, resource.path().child(key));
    }

    private Optional<Expression> externalId(MapReader resource) {
        return resource.value(EXTERNAL_ID).map(id -> expressions.parse(id, resource.path().child(EXTERNAL_ID)));
    }

    private Set<String> dependsOn(MapReader resource) {
        Set<String> names = new TreeSet<>();
        Optional<JsonNode> value = resource.value(DEPENDS_ON);
        if (value.filter(JsonNode::isTextual).isPresent()) {
            names.add(value.get().textValue());
        } else {
            Path at = resource.path().child(DEPENDS_ON);
            List<JsonNode> items = resource.list(DEPENDS_ON);
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).isTextual()) {
                    names.add(items.get(i).textValue());
                } else {
                    faults.add(at.item(i), "must be a resource's name, not " + MapReader.kind(items.get(i)));
                }
            }
        }
        return names;
    }

    private DeletionPolicy deletionPolicy(MapReader resource) {
        String word = resource.text(DELETION_POLICY);
        Optional<DeletionPolicy> policy = DeletionPolicy.of(word);
        if (policy.isEmpty() && !word.isEmpty()) {
            faults.add(resource.path().child(DELETION_POLICY), "Invalid deletion policy \"" + word + "\"",
                    "policies are Delete, Retain and Snapshot");
        }
        return policy.orElse(DeletionPolicy.DELETE);
    }

    private ReplacementOrder replacement(MapReader updatePolicy) {
        String word = updatePolicy.text(REPLACEMENT);
        Optional<ReplacementOrder> order = ReplacementOrder.of(word);
        if (order.isEmpty() && !word.isEmpty()) {
            List<String> words = ReplacementOrder.words();
            faults.addUnknownName(updatePolicy.path().child(REPLACEMENT), "\"" + word + "\" is none of " + String.join(", ", words), word, words);
        }
        return order.orElse(ReplacementOrder.CREATE_FIRST);
    }
}
