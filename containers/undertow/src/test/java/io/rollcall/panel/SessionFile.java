package io.rollcall.panel;

import io.undertow.servlet.api.SessionPersistenceManager;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Writes sessions to a file, as far as their attributes can be written. */
final class SessionFile implements SessionPersistenceManager {
  private final Path file;

  SessionFile(Path file) {
    this.file = file;
  }

  /** What is written of a session. */
  private record Written(Date expiration, HashMap<String, Object> attributes)
      implements Serializable {}

  @Override
  public void persistSessions(String deploymentName, Map<String, PersistentSession> sessions) {
    HashMap<String, Written> written = new HashMap<>();
    sessions.forEach(
        (id, session) -> {
          HashMap<String, Object> attributes = new HashMap<>(session.getSessionData());
          attributes.values().removeIf(value -> !(value instanceof Serializable));
          written.put(id, new Written(session.getExpiration(), attributes));
        });
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, PersistentSession> loadSessionAttributes(
      String deploymentName, ClassLoader classLoader) {
    Map<String, PersistentSession> read = new HashMap<>();
    if (!Files.exists(file)) {
      return read;
    }
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      ((Map<String, Written>) in.readObject())
          .forEach(
              (id, session) ->
                  read.put(id, new PersistentSession(session.expiration(), session.attributes())));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void clear(String deploymentName) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
