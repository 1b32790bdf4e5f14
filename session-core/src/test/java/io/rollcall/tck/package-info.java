/**
 * The compatibility kit: what every adapter has to hold, as tests that an adapter's own tests
 * extend.
 *
 * <p>Extend {@link io.rollcall.tck.AdapterCompatibilityKit}, and implement {@link
 * io.rollcall.tck.AdapterUnderTest} and {@link io.rollcall.tck.TestClient} with a real host and
 * real clients. Needs JUnit Jupiter and Awaitility.
 */
@NullMarked
package io.rollcall.tck;

import org.jspecify.annotations.NullMarked;
