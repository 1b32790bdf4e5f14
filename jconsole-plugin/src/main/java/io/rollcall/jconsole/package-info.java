/**
 * The tabs that Rollcall adds to JConsole: {@code jconsole -pluginpath
 * rollcall-jconsole-plugin.jar}.
 *
 * <p>They speak the names and open types of Rollcall's managed beans and share no class with the
 * server, so one jar serves consoles and servers of different versions.
 */
package io.rollcall.jconsole;
