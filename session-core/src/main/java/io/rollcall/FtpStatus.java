package io.rollcall;

/** What a file-transfer session is doing. */
public enum FtpStatus {
  /** Connected, not logged in. */
  CONNECTED,

  /** Logged in, no command running. */
  IDLE,

  /** Sending a directory listing. */
  LISTING,

  /** Sending a file to the client. */
  DOWNLOADING,

  /** Receiving a file from the client. */
  UPLOADING,

  /** In a transfer that has moved nothing for three seconds. */
  STALLED,

  /** Running another command. */
  BUSY,

  /** Ordered to end, not yet gone. */
  TERMINATING
}
