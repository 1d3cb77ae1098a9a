package io.rowloom.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a resource type sees of a physical resource. */
public sealed interface Observation {

    /**
     * It is there.
     *
     * @param properties those that the type can read, as they are, named and typed as in its schema; one that is left out counts as what it should be
     * @param outputs the values of all attributes as they are; empty leaves what is stored
     */
    record Found(ObjectNode properties, ObjectNode outputs) implements Observation {}

    /** It is not there (any more), or what is there was made by somebody else. */
    record Missing(String reason) implements Observation {}

    /** It is there, and does not do what it is for; no property says why. */
    record Unfit(String reason) implements Observation {}

    /** This type cannot tell. */
    record Unreadable() implements Observation {}
}
