package io.rollcall.ftp;

import io.rollcall.spi.TransferMeter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
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
  /**
   * Twice the server's. The calls of the system that this saves make up for what counting costs; a
   * larger one would hold back more of a slow transfer.
   */
  private static final int BUFFER = 16 * 1024;

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

  /**
   * Is the buffer that the server would otherwise put here, but larger and without locks: one
   * thread moves a transfer's bytes.
   */
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  private static final class CountedInput extends BufferedInputStream {
    private final FtpConnection owner;
    private final TransferMeter meter;

    private CountedInput(InputStream file, FtpConnection owner, TransferMeter meter) {
      super(file, BUFFER);
      this.owner = owner;
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      return hasBytes() ? buf[pos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!hasBytes()) {
        return -1;
      }
      int taken = Math.min(length, count - pos);
      System.arraycopy(buf, pos, bytes, offset, taken);
      pos += taken;
      return taken;
    }

    /** Returns whether bytes are in the buffer, after filling it if need be. */
    private boolean hasBytes() throws IOException {
      if (pos < count) {
        return true;
      }
      owner.refuseEnded();
      int read = in.read(buf, 0, buf.length);
      pos = 0;
      count = Math.max(0, read);
      if (count > 0) {
        meter.advance(count);
      }
      return count > 0;
    }

    /** Nobody goes back in a transfer. */
    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void mark(int limit) {}

    @Override
    public void reset() throws IOException {
      throw new IOException("mark is not supported");
    }
  }

  /**
   * Is the buffer that the server would otherwise put here, but larger and without locks, and
   * counts what goes in: counted behind the server's buffer, a slow upload would look stalled
   * between one buffer and the next.
   */
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  private static final class CountedOutput extends BufferedOutputStream {
    /** An upload in ASCII comes byte by byte; this many are counted at a time. */
    private static final int SINGLE_BYTES = 512;

    private final FtpConnection owner;
    private final TransferMeter meter;
    private int singleBytes;

    private CountedOutput(OutputStream file, FtpConnection owner, TransferMeter meter) {
      super(file, BUFFER);
      this.owner = owner;
      this.meter = meter;
    }

    @Override
    public void write(int single) throws IOException {
      owner.refuseEnded();
      if (count == buf.length) {
        writeBuffer();
      }
      buf[count++] = (byte) single;
      if (++singleBytes == SINGLE_BYTES) {
        countSingleBytes();
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      owner.refuseEnded();
      if (length > buf.length - count) {
        writeBuffer();
      }
      if (length >= buf.length) {
        out.write(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buf, count, length);
        count += length;
      }
      meter.advance(length);
    }

    @Override
    public void flush() throws IOException {
      countSingleBytes();
      writeBuffer();
      out.flush();
    }

    private void writeBuffer() throws IOException {
      if (count > 0) {
        out.write(buf, 0, count);
        count = 0;
      }
    }

    private void countSingleBytes() throws IOException {
      owner.refuseEnded();
      meter.advance(singleBytes);
      singleBytes = 0;
    }
  }
}
