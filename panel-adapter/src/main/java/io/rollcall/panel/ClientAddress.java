package io.rollcall.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request comes from. Immutable.
 *
 * <p>The peer of the connection is the client, unless it is a proxy that the embedder trusts: then
 * the header's addresses are followed from the last, which that proxy wrote, back to the first that
 * is no trusted proxy. What a client itself put into the header stands before that and is never
 * reached. No name is ever resolved.
 */
final class ClientAddress {
  private final List<Network> trustedProxies;
  private final @Nullable ProxyHeader onlyHeader;

  /**
   * Creates it.
   *
   * @param trustedProxies whose headers are believed
   * @param onlyHeader the header they write; null for {@code X-Forwarded-For}, or {@code Forwarded}
   *     where that is absent
   */
  ClientAddress(List<Network> trustedProxies, @Nullable ProxyHeader onlyHeader) {
    this.trustedProxies = List.copyOf(trustedProxies);
    this.onlyHeader = onlyHeader;
  }

  /** Returns where a request comes from, or null if the container does not know. */
  @Nullable InetAddress of(HttpServletRequest request) {
    String remote = request.getRemoteAddr();
    InetAddress peer = remote == null ? null : ForwardedFor.address(remote);
    if (peer == null || !isTrusted(peer)) {
      return peer;
    }
    InetAddress client = peer;
    List<String> nodes = nodes(request);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      InetAddress address = ForwardedFor.address(nodes.get(i));
      if (address == null) {
        return peer; // garbage: nothing that stands before it can be relied on
      }
      client = address;
      if (!isTrusted(address)) {
        break;
      }
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    for (Network network : trustedProxies) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private List<String> nodes(HttpServletRequest request) {
    if (onlyHeader != null) {
      return nodes(request, onlyHeader);
    }
    List<String> nodes = nodes(request, ProxyHeader.X_FORWARDED_FOR);
    return nodes.isEmpty() ? nodes(request, ProxyHeader.FORWARDED) : nodes;
  }

  /** A header given several times is one list (RFC 9110 section 5.3). */
  private static List<String> nodes(HttpServletRequest request, ProxyHeader header) {
    List<String> nodes = new ArrayList<>();
    for (String value : Collections.list(request.getHeaders(header.headerName()))) {
      if (header == ProxyHeader.X_FORWARDED_FOR) {
        nodes.addAll(ForwardedFor.splitPlainly(value, ','));
      } else {
        for (String element : ForwardedFor.split(value, ',')) {
          String node = ForwardedFor.forParameter(element);
          nodes.add(node == null ? "" : node);
        }
      }
    }
    return nodes;
  }
}
