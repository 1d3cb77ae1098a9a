/** The port to the database: domain verbs, each one transaction with its guards inside and an outcome in a type. */
@NullMarked
package io.rowloom.store;

import org.jspecify.annotations.NullMarked;
