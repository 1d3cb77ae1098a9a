/** The store's contract on PostgreSQL, and what only a real database can show. */
@NullMarked
package io.rowloom.db;

import org.jspecify.annotations.NullMarked;
