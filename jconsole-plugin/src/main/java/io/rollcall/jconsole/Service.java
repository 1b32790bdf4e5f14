package io.rollcall.jconsole;

/** One of the two doors, as the tabs and the beans call it. */
enum Service {
  PANEL("panel", "PanelSessions", "session"),
  FTP("ftp", "FtpSessions", "FTP session");

  private final String prefix;
  private final String bean;
  private final String noun;

  Service(String prefix, String bean, String noun) {
    this.prefix = prefix;
    this.bean = bean;
    this.noun = noun;
  }

  /** What the names of its tab's components begin with. */
  String prefix() {
    return prefix;
  }

  /** The type of the bean that lists its sessions. */
  String bean() {
    return bean;
  }

  /** What people call one of its sessions. */
  String noun() {
    return noun;
  }
}
