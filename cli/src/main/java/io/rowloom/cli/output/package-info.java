/** What the verbs print: tables, JSON, YAML. */
@NullMarked
package io.rowloom.cli.output;

import org.jspecify.annotations.NullMarked;
