/** What the registry costs, measured with JMH. */
@NullMarked
package io.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
