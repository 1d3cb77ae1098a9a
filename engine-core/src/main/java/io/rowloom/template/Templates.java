package io.rowloom.template;

import io.rowloom.plugin.ResourceTypes;

/** Reads what users write. Pure. */
public final class Templates {
    private Templates() {}

    /**
     * Guarantee: the target's references, types, parameters, and all properties that do not depend on another resource were checked.
     * Not guaranteed: that values which come from other resources fit; {@link ResourceDefinition#resolve} checks those.
     *
     * @throws io.rowloom.problem.InvalidInputException with every fault that was found
     */
    public static Target accept(TemplateInput input, ResourceTypes types) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** As {@link #accept}, but a parameter may lack a value. */
    public static Validation validate(TemplateInput input, ResourceTypes types) {
        throw new UnsupportedOperationException("not written yet");
    }
}
