package io.rowloom.schema;

/** One step from an empty database to the schema of this release. The file that holds it never changes once released. */
public record Migration(int version, String description) {
    /** The name of its file beside this class. */
    public String file() {
        return "V%03d__%s.sql".formatted(version, description.replace(' ', '_'));
    }

    @Override
    public String toString() {
        return "%03d %s".formatted(version, description);
    }
}
