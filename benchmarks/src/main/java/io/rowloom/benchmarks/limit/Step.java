package io.rowloom.benchmarks.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.resource.Wanted;
import java.util.List;

/**
 * What there is to do with one resource.
 *
 * @param no of its row
 * @param node of its node, which has the resource made
 * @param dependents nodes that wait for it
 * @param outputs that its type would answer
 */
record Step(int no, int node, String name, List<Integer> dependents, Wanted wanted, String physicalId, ObjectNode outputs) {}
