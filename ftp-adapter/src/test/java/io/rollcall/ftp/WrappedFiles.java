package io.rollcall.ftp;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;

/** A host's own file system: the usual one, whose streams a test wraps. */
final class WrappedFiles implements FileSystemFactory {
  private final NativeFileSystemFactory files = new NativeFileSystemFactory();
  private final UnaryOperator<InputStream> downloads;
  private final UnaryOperator<OutputStream> uploads;

  WrappedFiles(UnaryOperator<InputStream> downloads, UnaryOperator<OutputStream> uploads) {
    this.downloads = downloads;
    this.uploads = uploads;
  }

  @Override
  public FileSystemView createFileSystemView(User user) throws FtpException {
    return wrapped(FileSystemView.class, files.createFileSystemView(user));
  }

  /** The same, but for the files and streams that it returns. */
  private <T> T wrapped(Class<T> type, T original) {
    return type.cast(
        Proxy.newProxyInstance(
            WrappedFiles.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return wrapped(method.invoke(original, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Object wrapped(Object result) {
    if (result instanceof FtpFile file) {
      return wrapped(FtpFile.class, file);
    }
    if (result instanceof InputStream input) {
      return downloads.apply(input);
    }
    return result instanceof OutputStream output ? uploads.apply(output) : result;
  }
}
