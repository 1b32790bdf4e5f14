/**
 * Tells a session registry about the clients of an Apache FtpServer, and ends their sessions.
 *
 * <p>{@link io.rollcall.ftp.FtpSessions} is the way in.
 */
@NullMarked
package io.rollcall.ftp;

import org.jspecify.annotations.NullMarked;
