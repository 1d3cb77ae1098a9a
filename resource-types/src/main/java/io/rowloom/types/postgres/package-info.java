/** Roles, databases, schemas and grants of a PostgreSQL server, which need not be the engine's own. */
@NullMarked
package io.rowloom.types.postgres;

import org.jspecify.annotations.NullMarked;
