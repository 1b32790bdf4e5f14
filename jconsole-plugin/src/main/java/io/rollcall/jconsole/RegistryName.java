package io.rollcall.jconsole;

import javax.management.ObjectName;

/**
 * The name of a registry on the server.
 *
 * @param key as it stands in the names of the registry's beans
 */
record RegistryName(String key) implements Comparable<RegistryName> {
  static final String DEFAULT = "default";

  /** Of a server that has no registry. */
  static final RegistryName NONE = new RegistryName("");

  @Override
  public int compareTo(RegistryName other) {
    boolean first = key.equals(DEFAULT);
    return first == other.key.equals(DEFAULT) ? key.compareTo(other.key) : first ? -1 : 1;
  }

  /** The name as people read it. */
  @Override
  public String toString() {
    return PlainText.of(key.startsWith("\"") ? ObjectName.unquote(key) : key);
  }
}
