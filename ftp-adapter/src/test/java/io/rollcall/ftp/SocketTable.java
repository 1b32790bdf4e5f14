package io.rollcall.ftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's table of TCP sockets, as proc(5) shows it. */
final class SocketTable {
  private static final Path PROC = Path.of("/proc");
  private static final String ESTABLISHED = "01";
  private static final String FIN_WAIT_1 = "04";
  private static final String CLOSE_WAIT = "08";

  /** States in which a socket may still carry bytes. */
  private static final Set<String> ALIVE = Set.of(ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT);

  /** How an IPv4 address begins in the table of IPv6. */
  private static final String MAPPED = "0000000000000000FFFF0000";

  /** The two ends of a connection, in the kernel's notation. */
  record Connection(String local, String remote) {
    Connection reversed() {
      return new Connection(remote, local);
    }
  }

  private record Entry(Connection connection, String state, String inode) {}

  private final List<Entry> entries;

  private SocketTable(List<Entry> entries) {
    this.entries = entries;
  }

  /** What a process sees: its network namespace may not be ours. */
  static SocketTable of(long pid) throws IOException {
    Path net = PROC.resolve(String.valueOf(pid)).resolve("net");
    try (Stream<String> ipv4 = Files.lines(net.resolve("tcp"));
        Stream<String> ipv6 = Files.lines(net.resolve("tcp6"))) {
      return new SocketTable(
          Stream.concat(ipv4.skip(1), ipv6.skip(1)).map(SocketTable::entry).toList());
    }
  }

  static SocketTable ofThisProcess() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  private static Entry entry(String line) {
    String[] fields = line.strip().split(" +", -1);
    return new Entry(new Connection(end(fields[1]), end(fields[2])), fields[3], fields[9]);
  }

  private static String end(String field) {
    return field.startsWith(MAPPED) ? field.substring(MAPPED.length()) : field;
  }

  /** The connections that a process has open. */
  Set<Connection> connectionsOf(long pid) throws IOException {
    Set<String> inodes = inodes(pid);
    return entries.stream()
        .filter(entry -> inodes.contains(entry.inode()) && ALIVE.contains(entry.state()))
        .map(Entry::connection)
        .collect(Collectors.toSet());
  }

  /** Which of these still live, at this end or the other. */
  Set<Connection> alive(Set<Connection> connections) {
    return entries.stream()
        .filter(entry -> ALIVE.contains(entry.state()))
        .map(Entry::connection)
        .filter(one -> connections.contains(one) || connections.contains(one.reversed()))
        .collect(Collectors.toSet());
  }

  private static Set<String> inodes(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    List<Path> descriptors;
    try (Stream<Path> listed = Files.list(PROC.resolve(String.valueOf(pid)).resolve("fd"))) {
      descriptors = listed.toList();
    }
    for (Path descriptor : descriptors) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      } catch (NoSuchFileException e) {
        // closed while we look
      }
    }
    return inodes;
  }
}
