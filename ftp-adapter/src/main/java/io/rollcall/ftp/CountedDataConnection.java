package io.rollcall.ftp;

import io.rollcall.spi.TransferMeter;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.FtpSession;
import org.jspecify.annotations.Nullable;

/**
 * A data connection whose file bytes are counted, and stop once an order cuts them off: no further
 * byte of the file is read or written, whatever the socket still holds.
 */
final class CountedDataConnection implements DataConnection {
  private final DataConnection connection;
  private final FtpConnection owner;
  private final @Nullable TransferMeter meter;

  CountedDataConnection(
      DataConnection connection, FtpConnection owner, @Nullable TransferMeter meter) {
    this.connection = connection;
    this.owner = owner;
    this.meter = meter;
  }

  @Override
  public long transferFromClient(FtpSession session, OutputStream file) throws IOException {
    return connection.transferFromClient(
        session, meter == null ? file : new CountedOutput(file, owner, meter));
  }

  @Override
  public long transferToClient(FtpSession session, InputStream file) throws IOException {
    return connection.transferToClient(
        session, meter == null ? file : new CountedInput(file, owner, meter));
  }

  @Override
  public void transferToClient(FtpSession session, String listing) throws IOException {
    owner.refuseEnded();
    connection.transferToClient(session, listing);
  }

  private static final class CountedInput extends FilterInputStream {
    private final FtpConnection owner;
    private final TransferMeter meter;

    private CountedInput(InputStream file, FtpConnection owner, TransferMeter meter) {
      super(file);
      this.owner = owner;
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      owner.refuseEnded();
      int read = super.read();
      if (read >= 0) {
        meter.advance(1);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      owner.refuseEnded();
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        meter.advance(read);
      }
      return read;
    }
  }

  /**
   * Is the buffer that the server would otherwise put here, and counts what goes in: counted behind
   * the server's buffer, a slow upload would look stalled between one buffer and the next.
   */
  private static final class CountedOutput extends BufferedOutputStream {
    /** An upload in ASCII comes byte by byte; this many are counted at a time. */
    private static final int SINGLE_BYTES = 512;

    private final FtpConnection owner;
    private final TransferMeter meter;
    private int singleBytes;

    private CountedOutput(OutputStream file, FtpConnection owner, TransferMeter meter) {
      super(file);
      this.owner = owner;
      this.meter = meter;
    }

    @Override
    public synchronized void write(int single) throws IOException {
      owner.refuseEnded();
      super.write(single);
      if (++singleBytes == SINGLE_BYTES) {
        countSingleBytes();
      }
    }

    @Override
    public synchronized void write(byte[] buffer, int offset, int length) throws IOException {
      owner.refuseEnded();
      super.write(buffer, offset, length);
      meter.advance(length);
    }

    @Override
    public synchronized void flush() throws IOException {
      countSingleBytes();
      super.flush();
    }

    private void countSingleBytes() throws IOException {
      owner.refuseEnded();
      meter.advance(singleBytes);
      singleBytes = 0;
    }
  }
}
