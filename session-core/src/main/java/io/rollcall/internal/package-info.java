/** The registry's implementation; not exported. */
@NullMarked
package io.rollcall.internal;

import org.jspecify.annotations.NullMarked;
