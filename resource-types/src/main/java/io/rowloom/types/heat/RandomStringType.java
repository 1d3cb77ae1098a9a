package io.rowloom.types.heat;

import static io.rowloom.plugin.PropertySchema.Type.INTEGER;
import static io.rowloom.plugin.PropertySchema.Type.LIST;
import static io.rowloom.plugin.PropertySchema.Type.MAP;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Heat's {@code OS::Heat::RandomString}, with a cryptographic random source and a value that is a secret.
 *
 * <p>Guarantee: once a value is recorded it stays, whatever is called later. Not guaranteed: that a create that is called twice answers the same
 * value. A create that is repeated after a crash generates a new one; nobody can have seen the first, because values are passed on only once they are
 * recorded.
 */
public final class RandomStringType implements ResourceType {
    private static final Constraint ONE_TO_512 = new Constraint.Range(Optional.of(BigDecimal.ONE), Optional.of(BigDecimal.valueOf(512)));
    private static final Constraint CLASSES = new Constraint.AllowedValues(CharacterSource.CLASSES.keySet().stream()
            .<JsonNode>map(TextNode::valueOf).toList());

    private static final TypeSchema SCHEMA = TypeSchema.of("OS::Heat::RandomString",
            "Generates a random text, such as a password. It stays the same until a property changes.")
            .property("length", PropertySchema.of(INTEGER, "Number of characters.").withDefault(IntNode.valueOf(32)).with(ONE_TO_512)
                    .onChange(UpdatePolicy.REPLACE))
            .property("character_classes",
                    PropertySchema.of(LIST, "Classes to take characters from. Without any classes and sequences: letters and digits.")
                    .onChange(UpdatePolicy.REPLACE).ofItems(PropertySchema.of(MAP, "A class of characters.").withFields(Map.of(
                            "class", PropertySchema.of(STRING, "Which characters.").withDefault(TextNode.valueOf("lettersdigits")).with(CLASSES),
                            "min", minimum("At least so many characters are of this class.")))))
            .property("character_sequences", PropertySchema.of(LIST, "Further characters to take from, written out.")
                    .onChange(UpdatePolicy.REPLACE).ofItems(PropertySchema.of(MAP, "A sequence of characters.").withFields(Map.of(
                            "sequence", PropertySchema.of(STRING, "The characters, such as '!?-'.").requiredValue()
                                    .with(new Constraint.Length(Optional.of(1), Optional.empty())),
                            "min", minimum("At least so many characters are of this sequence.")))))
            .property("sequence", PropertySchema.of(STRING, "Deprecated: a single class. Use character_classes.").with(CLASSES)
                    .onChange(UpdatePolicy.REPLACE))
            .property("salt", PropertySchema.of(STRING, "Not used for the text: change it to get a new one.").onChange(UpdatePolicy.REPLACE))
            .attribute("value", AttributeSchema.secret("The text. What get_resource gives, too."))
            .referencedBy("value");

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        List<CharacterSource> sources = CharacterSource.from(call.properties());
        int length = call.properties().path("length").asInt();
        if (call.properties().hasNonNull("sequence") && (!call.properties().path("character_classes").isEmpty()
                || !call.properties().path("character_sequences").isEmpty())) {
            return Step.failed("the deprecated property 'sequence' cannot be used together with 'character_classes' or 'character_sequences': "
                    + "leave it out");
        }
        int least = sources.stream().mapToInt(CharacterSource::min).sum();
        if (least > length) {
            return Step.failed("property 'length' is " + length + ", but the minimums of the character classes and sequences add up to " + least);
        }
        return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode().put("value", CharacterSource.generate(sources, length)));
    }

    /** Every change replaces, so there is nothing to change; the recorded value stays. */
    @Override
    public Step update(ResourceCall call) {
        return call.outputs().hasNonNull("value") ? new Step.Done(Optional.of(call.physicalName()), call.outputs())
                : new Step.NeedsReplacement("no text was recorded");
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }

    private static PropertySchema minimum(String description) {
        return PropertySchema.of(INTEGER, description).withDefault(IntNode.valueOf(1)).with(ONE_TO_512);
    }
}
