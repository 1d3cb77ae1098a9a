/** A PostgreSQL server that comes as a Maven artifact: durable and shared by processes for everyday use, thrown away for tests. */
@NullMarked
package io.rowloom.embedded;

import org.jspecify.annotations.NullMarked;
