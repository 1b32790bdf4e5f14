package io.rollcall.panel;

/** The request header in which a trusted proxy names the client. */
public enum ProxyHeader {
  /** {@code X-Forwarded-For}: addresses separated by commas, each proxy adding one at the end. */
  X_FORWARDED_FOR("X-Forwarded-For"),

  /** {@code Forwarded}, RFC 7239. */
  FORWARDED("Forwarded");

  private final String headerName;

  ProxyHeader(String headerName) {
    this.headerName = headerName;
  }

  String headerName() {
    return headerName;
  }
}
