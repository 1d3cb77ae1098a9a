package io.rowloom.template;

import java.util.Set;

/** Parameters that every template has without declaring them. They never change in the life of a stack. */
final class PseudoParameters {
    static final String STACK_NAME = "OS::stack_name";
    static final String STACK_ID = "OS::stack_id";
    static final String PROJECT_ID = "OS::project_id";
    static final Set<String> ALL = Set.of(STACK_NAME, STACK_ID, PROJECT_ID);

    private PseudoParameters() {}
}
