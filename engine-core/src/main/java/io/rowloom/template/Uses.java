package io.rowloom.template;

import io.rowloom.template.document.Path;
import io.rowloom.template.expression.Scope;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the names that expressions use. */
record Uses(SortedSet<String> parameters, SortedSet<String> resources) implements Scope {
    Uses() {
        this(new TreeSet<>(), new TreeSet<>());
    }

    static Uses of(Template.Resource resource) {
        Uses uses = new Uses();
        resource.properties().visit(Path.ROOT, uses);
        resource.metadata().visit(Path.ROOT, uses);
        uses.resources.addAll(resource.dependsOn());
        return uses;
    }

    @Override
    public void parameter(Path at, String name) {
        parameters.add(name);
    }

    @Override
    public void resource(Path at, String name) {
        resources.add(name);
    }

    @Override
    public void attribute(Path at, String resource, String attribute) {
        resources.add(resource);
    }
}
