/**
 * A panel's own page of who is logged in, as a host would build it on the Java API: {@link
 * io.rollcall.examples.page.SessionsPages} puts it into a web application.
 */
@NullMarked
package io.rollcall.examples.page;

import org.jspecify.annotations.NullMarked;
