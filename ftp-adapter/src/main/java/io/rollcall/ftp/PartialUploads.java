package io.rollcall.ftp;

import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;

/**
 * What becomes of a file whose upload an order has cut off.
 *
 * <p>Asked only for an upload that wrote the file from its first byte: what was there before an
 * {@code APPE} or a {@code REST} is not lost for a connection's sake. Called on the server's thread
 * that ran the upload, when the file is closed; what it throws is logged.
 */
@FunctionalInterface
public interface PartialUploads {
  /** Leaves the file as it is. */
  PartialUploads KEEP = (file, view) -> {};

  /** Deletes the file. */
  PartialUploads DELETE =
      (file, view) -> {
        if (!file.delete()) {
          throw new IllegalStateException("a partial upload could not be deleted");
        }
      };

  /**
   * Deals with a file.
   *
   * @param file the file, as far as it came
   * @param view the file system as the session's user sees it
   * @throws Exception if it cannot
   */
  void cutOff(FtpFile file, FileSystemView view) throws Exception;

  /**
   * Moves the file aside, beside where it is. A file of an earlier cut-off is replaced.
   *
   * @param suffix what is added to the file's name, such as {@code .partial}
   * @return moves files so
   */
  static PartialUploads moveAside(String suffix) {
    return (file, view) -> {
      FtpFile aside = view.getFile(file.getAbsolutePath() + suffix);
      if ((aside.doesExist() && !aside.delete()) || !file.move(aside)) {
        throw new IllegalStateException("a partial upload could not be moved aside");
      }
    };
  }
}
