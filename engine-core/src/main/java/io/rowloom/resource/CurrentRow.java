package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The copy that a resource's dependents see: its number, identity and outputs. */
public record CurrentRow(int no, String name, String type, Optional<String> physicalId, ObjectNode outputs) {}
