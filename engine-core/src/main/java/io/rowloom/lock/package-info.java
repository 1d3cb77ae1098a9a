/** The optional lock in front of a claim: a hint who should try first. Correctness never depends on it; the claim is guarded in every mode. */
@NullMarked
package io.rowloom.lock;

import org.jspecify.annotations.NullMarked;
