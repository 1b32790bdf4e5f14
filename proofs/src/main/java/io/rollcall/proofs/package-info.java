/** Proofs that take longer than a test may. */
@NullMarked
package io.rollcall.proofs;

import org.jspecify.annotations.NullMarked;
