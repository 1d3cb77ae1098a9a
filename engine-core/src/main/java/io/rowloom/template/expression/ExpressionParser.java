package io.rowloom.template.expression;

/** Tells functions from plain maps. */
public final class ExpressionParser {
    private ExpressionParser() {}
}
