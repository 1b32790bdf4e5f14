package io.rollcall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionHandle;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever an operator pastes is a filter or is refused, with nothing else thrown. */
@Tag("heavy")
class FilterFuzzTest {
  private static final List<String> FILTERS =
      List.of(
          "login=alice",
          "login=\"a b\\\"\" type=WEB_USER",
          "login=web*\\* domain=*.example.com",
          "domain=Example.COM. connected>2h",
          "ip=203.0.113.0/24 idle>10m",
          "ip=::ffff:203.0.113.7",
          "ip=fe80::1%eth0/10 idle<0.5s",
          "status=UPLOADING speed<0.5",
          "status=connected speed>100000 login=*");
  private static final List<String> TARGETS =
      List.of(
          "login=alice",
          "login=\"a b\" ip=203.0.113.0/24",
          "ip=2001:db8::/32 login=bob\\ ",
          "ip=::ffff:10.0.0.0/104",
          "domain=example.com",
          "domain=\"\\\\\"");

  private static final SessionRegistry REGISTRY = registry();

  private static SessionRegistry registry() {
    SessionRegistry registry = new ManualClock().registry().build();
    for (String login : List.of("alice", "a b\"", "web*", "web1", "", "\u0130\u017F", "\uD800")) {
      SessionHandle unused =
          Arrivals.panel(registry, Arrivals.account(login, "x.example.com"), "203.0.113.7");
      FtpHandle ftp = Arrivals.ftp(registry, Arrivals.account(login, "Example.com."), "fe80::1");
      ftp.startTransfer(TransferDirection.UPLOAD, login, 0, null).advance(1);
    }
    Doors.connect(registry, Doors.IGNORING);
    return registry;
  }

  @Provide
  Arbitrary<String> filters() {
    return HostileText.like(FILTERS);
  }

  @Provide
  Arbitrary<String> targets() {
    return HostileText.like(TARGETS);
  }

  private static List<String> matching(Service service, Filter filter) {
    SessionQuery query = SessionQuery.matching(filter);
    return service == Service.PANEL
        ? REGISTRY.panelSessions(query).sessions().stream().map(SessionInfo::id).toList()
        : REGISTRY.ftpSessions(query).sessions().stream().map(SessionInfo::id).toList();
  }

  @Property
  void aFilterIsReadOrRefused(@ForAll("filters") String text, @ForAll Service service) {
    Filter filter;
    try {
      filter = Filter.parse(service, text);
    } catch (IllegalArgumentException e) {
      HostileText.assertRefusal(e);
      return;
    }
    List<String> matching = matching(service, filter);
    Filter again = Filter.parse(service, filter.toString());
    assertEquals(filter.toString(), again.toString());
    assertEquals(matching, matching(service, again));
    Filter both = filter.and(Filter.parse(service, "connected<1d"));
    assertEquals(matching, matching(service, Filter.parse(service, both.toString())));
  }

  @Property
  void aTargetIsReadOrRefused(@ForAll("targets") String text) {
    LockoutTarget target;
    try {
      target = LockoutTarget.parse(text);
    } catch (IllegalArgumentException e) {
      HostileText.assertRefusal(e);
      return;
    }
    assertEquals(target, LockoutTarget.parse(target.toString()));
  }

  /** A name taken as it is, not as a pattern, finds its session and no other. */
  @Property
  void anyLoginIsFoundByItsFilter(@ForAll("filters") String login) {
    Filter filter = Filter.parse(Service.PANEL, Filter.login(login).toString());
    try (SessionRegistry registry = SessionRegistry.create()) {
      String id = Doors.panel(registry, login, Doors.IGNORING).id();
      SessionHandle unused = Doors.panel(registry, login + "x", Doors.IGNORING);
      Page<PanelSessionInfo> page = registry.panelSessions(SessionQuery.matching(filter));
      assertEquals(List.of(id), page.sessions().stream().map(SessionInfo::id).toList());
    }
  }
}
