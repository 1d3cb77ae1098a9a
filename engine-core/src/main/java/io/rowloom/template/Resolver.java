package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Expression;
import io.rowloom.template.expression.ResolveException;
import io.rowloom.template.expression.Unknown;
import io.rowloom.template.expression.Values;
import java.util.List;

/**
 * Resolves expressions with the parameters of one target.
 *
 * @param parameters values by name; one without a value counts as unknown
 */
record Resolver(ObjectNode parameters) {

    /** A copy: what callers do to it does not reach the template. */
    JsonNode resolve(Path at, Expression expression, References references) {
        try {
            return expression.resolve(at, new StackValues(parameters, references)).deepCopy();
        } catch (ResolveException e) {
            throw new InvalidInputException(List.of(Problem.at(e.path().toString(), String.valueOf(e.getMessage()))));
        }
    }

    private record StackValues(ObjectNode parameters, References references) implements Values {
        @Override
        public JsonNode parameter(String name) {
            return switch (name) {
                case PseudoParameters.STACK_NAME -> TextNode.valueOf(references.stackName());
                case PseudoParameters.STACK_ID -> references.stackId().<JsonNode>map(TextNode::valueOf).orElse(Unknown.NODE);
                case PseudoParameters.PROJECT_ID -> TextNode.valueOf(references.tenant());
                default -> parameters.hasNonNull(name) ? parameters.get(name) : Unknown.NODE;
            };
        }

        @Override
        public JsonNode reference(String resource) {
            return references.reference(resource);
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            return references.attribute(resource, attribute);
        }
    }
}
