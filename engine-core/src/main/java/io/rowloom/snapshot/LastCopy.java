package io.rowloom.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * The data of a resource that is about to be deleted, to become a snapshot of its own.
 *
 * @param id made by the caller, the same at each try
 */
public record LastCopy(UUID id, String name, ObjectNode data) {}
