package io.rowloom.template.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.template.document.Path;

/**
 * A value in a template that may contain functions. Immutable, thread-safe.
 *
 * <p>A new function is one more record here, one more line in {@link ExpressionParser}. Path arguments are the place of the expression in its
 * template; a function names faults at its own key below it.
 */
public sealed interface Expression permits Literal, ListOf, MapOf, GetParam, GetResource, GetAttr, StrReplace, ListJoin {

    /** Tells the scope of every name that is used here, and below; the scope knows which are wrong. */
    void visit(Path at, Scope scope);

    /**
     * The value. What is built from a secret is a secret; what is built from something unknown is {@link Unknown}.
     *
     * @throws ResolveException if a function cannot work with the values it got
     */
    JsonNode resolve(Path at, Values values);
}
