package io.rollcall.panel;

/**
 * A login as it was found on a request or its HTTP session.
 *
 * @param login the login name
 * @param source where it was found
 */
record SeenLogin(String login, Source source) {
  /** The look-up failed: whether somebody is logged in is not known. */
  static final SeenLogin UNKNOWN = new SeenLogin("", Source.CALL);

  /** Returns whether this is {@link #UNKNOWN}: no login that is found is empty. */
  boolean isUnknown() {
    return login.isEmpty();
  }

  /** Where a login was found. */
  enum Source {
    /** The request's user principal. */
    PRINCIPAL,

    /** The session attribute under which the panel keeps its user. */
    ATTRIBUTE,

    /** The panel's login code called {@link PanelSessions#loggedIn}. */
    CALL
  }
}
