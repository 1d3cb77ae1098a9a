/**
 * The store on PostgreSQL: one class per port, each guard in the WHERE clause of the statement that it protects. A statement for many rows takes arrays; its rows
 * are locked in the order resource by number, node by number, stack, so that no two transactions wait for each other.
 */
@NullMarked
package io.rowloom.db;

import org.jspecify.annotations.NullMarked;
