package io.rowloom.template.expression;

import io.rowloom.template.document.Path;

/** Is told of the names that an expression uses, with the place of the function. Serves checks as well as collecting dependencies. */
public interface Scope {
    void parameter(Path at, String name);

    void resource(Path at, String name);

    void attribute(Path at, String resource, String attribute);
}
