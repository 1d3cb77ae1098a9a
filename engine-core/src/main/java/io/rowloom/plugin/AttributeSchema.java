package io.rowloom.plugin;

/**
 * An output of a resource type, read with {@code get_attr}.
 *
 * @param sensitive stored sealed, shown masked, and everything built from it, too
 */
public record AttributeSchema(String description, boolean sensitive) {
    public static AttributeSchema of(String description) {
        return new AttributeSchema(description, false);
    }

    public static AttributeSchema secret(String description) {
        return new AttributeSchema(description, true);
    }
}
