package io.rowloom.cli.output;

/** What a verb's result is printed as. */
public enum Format {
    /** For people. May change from version to version. */
    TABLE,
    /** For programs: field names are stable. */
    JSON,
    /** As JSON. */
    YAML
}
