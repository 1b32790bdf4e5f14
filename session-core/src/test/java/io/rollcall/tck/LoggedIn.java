package io.rollcall.tck;

/**
 * A client that has been let in and is listed.
 *
 * @param client the client
 * @param id its session's id
 */
public record LoggedIn(TestClient client, String id) {}
