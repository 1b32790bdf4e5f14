/**
 * Lists who is connected to a control panel and to a file-transfer server, and ends their sessions.
 *
 * <p>{@link io.rollcall.SessionRegistry} is the way in. Everything it returns is immutable and may
 * be kept, passed between threads and read at leisure.
 */
@NullMarked
package io.rollcall;

import org.jspecify.annotations.NullMarked;
