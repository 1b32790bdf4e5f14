package io.rollcall;

/** Which way a file goes, seen from the client. */
public enum TransferDirection {
  /** From the client to the server. */
  UPLOAD,

  /** From the server to the client. */
  DOWNLOAD
}
