/**
 * A store in memory: the same verbs with the same guards as the database's, each an atomic step, without a database. It is what scenarios and
 * simulations run on, and the plainest statement of what each verb means. Durable nowhere.
 */
@NullMarked
package io.rowloom.memory;

import org.jspecify.annotations.NullMarked;
