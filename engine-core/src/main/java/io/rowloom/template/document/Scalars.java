package io.rowloom.template.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Plain words of YAML 1.1 as values: numbers in all its notations, booleans, null; everything else is a text. */
final class Scalars {
    private static final int SEXAGESIMAL = 60;
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private Scalars() {}

    static JsonNode value(ScalarNode node, Path path, Faults faults) {
        Tag tag = node.getTag();
        String word = node.getValue();
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP)) {
            if (!Characters.storable(word)) {
                faults.add(path, "the text contains a character that cannot be stored", "remove escapes such as \\0 and \\ud800");
            }
            return TextNode.valueOf(word);
        }
        if (tag.equals(Tag.NULL)) {
            return NullNode.instance;
        }
        if (word.length() > Numbers.MOST_DIGITS) {
            faults.add(path, "the number has more than " + Numbers.MOST_DIGITS + " digits", "put it in quotes if it is a text");
            return NullNode.instance;
        }
        try {
            if (tag.equals(Tag.BOOL)) {
                return bool(word.toLowerCase(Locale.ROOT));
            } else if (tag.equals(Tag.INT)) {
                return integer(word.replace("_", ""));
            } else if (tag.equals(Tag.FLOAT)) {
                return decimal(word);
            }
        } catch (NumberFormatException _) {
            faults.add(path, "the value does not fit its tag " + shown(tag), "remove the tag");
            return NullNode.instance;
        }
        faults.add(path, "the tag " + shown(tag) + " is not supported", "remove it, or put the value in quotes if it is a text");
        return NullNode.instance;
    }

    static String shown(Tag tag) {
        return tag.startsWith(Tag.PREFIX) ? "!!" + tag.getValue().substring(Tag.PREFIX.length()) : tag.getValue();
    }

    private static JsonNode bool(String word) {
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new NumberFormatException(word);
        }
        return BooleanNode.valueOf(TRUE.contains(word));
    }

    private static JsonNode integer(String word) {
        boolean negative = word.startsWith("-");
        String digits = negative || word.startsWith("+") ? word.substring(1) : word;
        BigInteger absolute = absolute(digits);
        return Numbers.whole(negative ? absolute.negate() : absolute);
    }

    private static BigInteger absolute(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            return new BigInteger(digits.substring(1), 8);
        } else if (digits.contains(":")) {
            BigInteger sum = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                sum = sum.multiply(BigInteger.valueOf(SEXAGESIMAL)).add(new BigInteger(part));
            }
            return sum;
        }
        return new BigInteger(digits);
    }

    /** JSON has no infinity and no NaN, so {@code .inf} stays a text; so do the base 60 fractions that nobody means. */
    private static JsonNode decimal(String word) {
        String digits = word.replace("_", "");
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".inf") || lower.endsWith(".nan") || digits.contains(":")) {
            return TextNode.valueOf(word);
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? TextNode.valueOf(word) : DoubleNode.valueOf(value);
    }
}
