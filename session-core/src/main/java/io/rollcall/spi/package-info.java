/**
 * What an adapter uses to tell the registry about its sessions, and what the registry uses to end
 * them.
 */
@NullMarked
package io.rollcall.spi;

import org.jspecify.annotations.NullMarked;
