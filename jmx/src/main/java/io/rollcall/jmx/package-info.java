/**
 * The session registry as managed beans of open types.
 *
 * <p>{@link io.rollcall.jmx.SessionMBeans} registers them; what they offer is a published contract
 * that scripts and consoles rely on.
 */
@NullMarked
package io.rollcall.jmx;

import org.jspecify.annotations.NullMarked;
