package io.rollcall.jmx;

import java.io.IOException;
import java.io.ObjectOutput;

/**
 * Passes on how RMI writes a reference, except for the host and the port: the first text and the
 * first int of it. RMI asks clients to confirm the objects that it writes to a stream of its own,
 * and keeps them until they do; here it sees this class instead, so whoever writes keeps the
 * object.
 */
final class AdvertisingOutput implements ObjectOutput {
  private final ObjectOutput out;
  private final String host;
  private final int port;
  private boolean hostWritten;
  private boolean portWritten;

  AdvertisingOutput(ObjectOutput out, String host, int port) {
    this.out = out;
    this.host = host;
    this.port = port;
  }

  @Override
  public void writeUTF(String text) throws IOException {
    out.writeUTF(hostWritten ? text : host);
    hostWritten = true;
  }

  @Override
  public void writeInt(int value) throws IOException {
    out.writeInt(portWritten ? value : port);
    portWritten = true;
  }

  @Override
  public void writeObject(Object object) throws IOException {
    out.writeObject(object);
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void writeBoolean(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  @Override
  public void writeByte(int value) throws IOException {
    out.writeByte(value);
  }

  @Override
  public void writeShort(int value) throws IOException {
    out.writeShort(value);
  }

  @Override
  public void writeChar(int value) throws IOException {
    out.writeChar(value);
  }

  @Override
  public void writeLong(long value) throws IOException {
    out.writeLong(value);
  }

  @Override
  public void writeFloat(float value) throws IOException {
    out.writeFloat(value);
  }

  @Override
  public void writeDouble(double value) throws IOException {
    out.writeDouble(value);
  }

  @Override
  public void writeBytes(String text) throws IOException {
    out.writeBytes(text);
  }

  @Override
  public void writeChars(String text) throws IOException {
    out.writeChars(text);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
