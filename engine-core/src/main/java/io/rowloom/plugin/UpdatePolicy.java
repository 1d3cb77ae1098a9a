package io.rowloom.plugin;

/** What a change of a property's value means for a resource that exists. */
public enum UpdatePolicy {
    /** The resource type can change it where it is. */
    IN_PLACE,
    /** A new physical resource is made, its dependents move to it, the old one is deleted last. */
    REPLACE,
    /** The change is refused: the update of the resource fails before anything is called. */
    IMMUTABLE
}
