package io.rowloom.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A physical resource that is there already and that a stack is to take over.
 *
 * @param outputs as somebody told them, secrets marked; what is seen of reality comes before them
 */
public record Adoption(String physicalId, ObjectNode outputs) {}
