package io.rowloom.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The verbs below a command, in the order of its help. {@link VerbTree} adds them: picocli by itself would build all of them at each start. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Verbs {
    Class<?>[] value();
}
