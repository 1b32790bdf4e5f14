package io.rollcall.benchmarks.peers;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistryImpl;

/** Spring Security's registry, as its concurrent session control uses it. It keeps no address. */
final class SpringSecurityStore implements SessionStore {
  private final SessionRegistryImpl registry = new SessionRegistryImpl();

  @Override
  public Object open(String containerId, String login, InetAddress address) {
    registry.registerNewSession(containerId, login);
    return containerId;
  }

  @Override
  public void touch(String id) {
    registry.refreshLastRequest(id);
  }

  @Override
  public void remove(Object session) {
    registry.removeSessionInformation((String) session);
  }

  @Override
  public Object list() {
    List<SessionInformation> all = new ArrayList<>();
    for (Object principal : registry.getAllPrincipals()) {
      all.addAll(registry.getAllSessions(principal, false));
    }
    return all;
  }

  @Override
  public void close() {}
}
