package io.rollcall;

/** The door a session came in by. */
public enum Service {
  /** A control panel. */
  PANEL,

  /**
   * A file-transfer server, whatever it speaks: an SFTP session is a session of this service whose
   * {@linkplain FtpSessionInfo#protocol() protocol} says so.
   */
  FTP
}
