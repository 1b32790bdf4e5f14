/** The registries that are measured, each doing the same work in its own way. */
@NullMarked
package io.rollcall.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
