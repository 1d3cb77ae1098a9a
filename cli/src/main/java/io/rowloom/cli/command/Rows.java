package io.rowloom.cli.command;

import io.rowloom.cli.output.ExitCode;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import java.util.List;

/** Resource rows by name, for verbs that name one. */
final class Rows {
    private Rows() {}

    /** The copy that stands for the name now. */
    static ResourceView current(Session session, Stack stack, String resource) {
        return session.store().resources().list(stack.id()).stream().filter(row -> row.current() && row.name().equals(resource)).findAny()
                .orElseThrow(() -> missing(stack.name(), resource));
    }

    /** All copies, deleted ones included. */
    static List<ResourceView> copies(Session session, Stack stack, String resource) {
        List<ResourceView> rows = session.store().resources().list(stack.id()).stream().filter(row -> row.name().equals(resource)).toList();
        if (rows.isEmpty()) {
            throw missing(stack.name(), resource);
        }
        return rows;
    }

    static Refusal missing(String stack, String resource) {
        return new Refusal(ExitCode.NOT_FOUND, "The Resource (" + resource + ") could not be found in Stack " + stack + ".");
    }
}
