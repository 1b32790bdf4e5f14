package io.rollcall.ftp;

import java.util.concurrent.CountDownLatch;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFileSystemView;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;

/** A host's own file system, which takes its time over a look-up when it is told to. */
final class ListingPause implements FileSystemFactory {
  private volatile CountDownLatch pause = new CountDownLatch(0);

  void arm() {
    pause = new CountDownLatch(1);
  }

  void release() {
    pause.countDown();
  }

  @Override
  public FileSystemView createFileSystemView(User user) throws FtpException {
    new NativeFileSystemFactory().createFileSystemView(user);
    return new NativeFileSystemView(user, false) {
      @Override
      public FtpFile getFile(String file) {
        try {
          pause.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return super.getFile(file);
      }
    };
  }
}
