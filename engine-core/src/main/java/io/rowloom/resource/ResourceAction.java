package io.rowloom.resource;

/** What was last begun with a resource; Heat's words. {@code INIT}: nothing yet. */
public enum ResourceAction { INIT, CREATE, UPDATE, DELETE, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE }
