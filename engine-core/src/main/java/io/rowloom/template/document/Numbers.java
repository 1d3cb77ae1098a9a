package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that may be written as texts. */
public final class Numbers {
    /** As JSON readers limit it, so that what was accepted can be read again. */
    static final int MOST_DIGITS = 1000;
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");

    private Numbers() {}

    /** A number, or a text that is one in decimal notation; whole ones stay whole. */
    public static Optional<JsonNode> of(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value);
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (INTEGER.matcher(text).matches()) {
            return Optional.of(whole(new BigInteger(text)));
        }
        return DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))
                ? Optional.of(DoubleNode.valueOf(Double.parseDouble(text))) : Optional.empty();
    }

    /** As {@link #of}, for values without a fraction: {@code 2.0} is 2. */
    public static Optional<JsonNode> whole(JsonNode value) {
        return of(value).flatMap(number -> {
            if (number.isIntegralNumber()) {
                return Optional.of(number);
            }
            boolean hasFraction = number.decimalValue().stripTrailingZeros().scale() > 0;
            return hasFraction ? Optional.empty() : Optional.of(whole(number.decimalValue().toBigInteger()));
        });
    }

    /** The smallest node that holds the value, so that equal numbers are equal nodes. */
    static JsonNode whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValueExact());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValueExact()) : BigIntegerNode.valueOf(value);
    }
}
