package io.rowloom.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a snapshot holds of one resource.
 *
 * @param no the copy's number
 * @param properties that it had, secrets marked
 * @param data what its type answered, secrets marked
 */
public record Kept(int no, String name, String type, Optional<String> physicalId, ObjectNode properties, ObjectNode data) {}
