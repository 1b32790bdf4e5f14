/**
 * Tells a {@linkplain io.rollcall.SessionRegistry registry} who is logged in to a control panel
 * that runs on the Jakarta Servlet API (5.0 or later), and ends those HTTP sessions on its order.
 *
 * <p>{@link io.rollcall.panel.PanelSessions} is the way in.
 */
@NullMarked
package io.rollcall.panel;

import org.jspecify.annotations.NullMarked;
