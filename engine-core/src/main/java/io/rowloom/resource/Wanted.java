package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.template.Adoption;
import io.rowloom.template.DeletionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
        ObjectNode args, String inputHash, List<Integer> requires, String definition, DeletionPolicy deletionPolicy, Optional<Adoption> adopted, Optional<UUID> restored, Optional<String> refusal) {}
