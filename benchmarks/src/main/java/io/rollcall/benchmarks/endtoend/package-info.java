/** What a whole server costs with and without the registry: real servers, each in its own JVM. */
@NullMarked
package io.rollcall.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
