package io.rowloom.resource;

/** What was last begun with a resource; Heat's words. {@code INIT}: nothing yet. */
public enum ResourceAction {
    INIT, CREATE, UPDATE, DELETE, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE;

    /** Whether after a success nothing is left open by what went before: what is there is what was asked for. */
    public boolean makesCertain() {
        return switch (this) {
            case INIT, CREATE, UPDATE, DELETE, ADOPT, RESTORE -> true;
            case CHECK, SUSPEND, RESUME, SNAPSHOT -> false;
        };
    }
}
