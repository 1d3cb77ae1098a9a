package io.rowloom.plugin;

/** What to do with a resource that is there and not as it should be, in a way that no property tells. */
public enum Recovery {
    /** Call update with the wanted properties: the type can mend what is there. */
    REPAIR,
    /** Make a new one, delete the old one. */
    REPLACE
}
