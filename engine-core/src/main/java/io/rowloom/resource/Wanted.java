package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import io.rowloom.template.References;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.value.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a resource shall be, now that everything it depends on is known.
 *
 * @param args resolved properties
 * @param inputHash of type and {@code args}
 * @param requires numbers of the rows it depends on
 * @param adopted what is there already and is to be taken over instead of making it anew
 * @param restored the snapshot that has data of it to go back to
 * @param refusal why the properties cannot be given to the resource type; {@code args} is then empty
 */
public record Wanted(
        ObjectNode args, String inputHash, List<Integer> requires, String definition, DeletionPolicy deletionPolicy, Optional<Adoption> adopted, Optional<UUID> restored,
        Optional<String> refusal) {

    /** With nothing to adopt or restore. */
    public Wanted(ObjectNode args, String inputHash, List<Integer> requires, String definition, DeletionPolicy deletionPolicy, Optional<String> refusal) {
        this(args, inputHash, requires, definition, deletionPolicy, Optional.empty(), Optional.empty(), refusal);
    }

    /** @param current the rows of at least everything that the definition depends on, by name */
    public static Wanted of(ResourceDefinition definition, References references, Map<String, CurrentRow> current, ResourceTypes types, Fingerprint fingerprint) {
        List<Integer> requires = List.copyOf(definition.dependencies().stream().map(name -> current.get(name).no()).collect(Collectors.toCollection(TreeSet::new)));
        try {
            ObjectNode args = definition.resolve(references, types);
            return new Wanted(args, inputHash(fingerprint, definition.type(), args), requires, definition.definitionHash(), definition.deletionPolicy(),
                    external(definition), Optional.empty(), Optional.empty());
        } catch (InvalidInputException e) {
            return new Wanted(JsonNodeFactory.instance.objectNode(), "", requires, definition.definitionHash(), definition.deletionPolicy(),
                    external(definition), Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    private static Optional<Adoption> external(ResourceDefinition definition) {
        return definition.externalId().map(id -> new Adoption(id, JsonNodeFactory.instance.objectNode()));
    }

    /** What it stands for is not the stack's: it is looked at, and nothing else. */
    public boolean external() {
        return deletionPolicy == DeletionPolicy.EXTERNAL;
    }

    /** The same, with a reason why nothing can be called. */
    public Wanted refused(String why) {
        return new Wanted(JsonNodeFactory.instance.objectNode(), "", requires, definition, deletionPolicy, adopted, restored, Optional.of(why));
    }

    /** The same, made otherwise than by a plain create or update; unless it is not made at all. */
    public Wanted from(Optional<Adoption> adoption, Optional<UUID> snapshot) {
        return external() ? this : new Wanted(args, inputHash, requires, definition, deletionPolicy, adoption, snapshot, refusal);
    }

    /** What tells whether a resource's inputs are what they were. */
    public static String inputHash(Fingerprint fingerprint, String type, ObjectNode args) {
        return fingerprint.of(JsonNodeFactory.instance.arrayNode().add(type).add(args));
    }
}
