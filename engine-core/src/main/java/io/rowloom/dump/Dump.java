package io.rowloom.dump;

/** The keys of a dump that mean something to an adopt. */
final class Dump {
    static final String NAME = "name";
    static final String TEMPLATE = "template";
    static final String ENVIRONMENT = "environment";
    static final String PARAMETERS = "parameters";
    static final String PARAMETER_DEFAULTS = "parameter_defaults";
    static final String RESOURCES = "resources";
    static final String RESOURCE_ID = "resource_id";
    static final String TYPE = "type";
    static final String RESOURCE_DATA = "resource_data";
    static final String TAGS = "tags";
    static final String OTHER_COPIES = "other_copies";

    private Dump() {}
}
