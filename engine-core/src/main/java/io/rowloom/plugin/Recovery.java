package io.rowloom.plugin;

/** What to do with a resource whose create failed after a physical id was known. */
public enum Recovery {
    /** Call update with the wanted properties: the type can mend what is there. */
    REPAIR,
    /** Make a new one, delete the failed one. */
    REPLACE
}
