/**
 * Rollcall embedded: {@link io.rollcall.examples.HostingDemo} is a small hosting server, and {@link
 * io.rollcall.examples.FtpOnly}, {@link io.rollcall.examples.PanelOnly} and {@link
 * io.rollcall.examples.PlainJava} are the least that each kind of host has to write.
 */
@NullMarked
package io.rollcall.examples;

import org.jspecify.annotations.NullMarked;
