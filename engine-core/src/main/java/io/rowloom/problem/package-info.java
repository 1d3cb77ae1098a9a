/** What is wrong with a user's input: every fault at once, each with its place and what to do. */
@NullMarked
package io.rowloom.problem;

import org.jspecify.annotations.NullMarked;
