package io.rollcall.jmx;

import static java.util.Objects.requireNonNull;

import io.rollcall.PrintableText;
import io.rollcall.Registration;
import io.rollcall.SessionRegistry;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a registry's beans on an MBean server.
 *
 * <table>
 *   <caption>The beans of a registry named {@code default}</caption>
 *   <tr><th>name</th><th>what it is</th></tr>
 *   <tr><td>{@code io.rollcall:type=SessionRegistry,name=default}</td>
 *       <td>counters, cheap to read</td></tr>
 *   <tr><td>{@code io.rollcall:type=AccessControl,name=default}</td>
 *       <td>shows and changes who is locked out and how many sessions there may be</td></tr>
 *   <tr><td>{@code io.rollcall:type=SessionHistory,name=default}</td>
 *       <td>shows which sessions ended, who was refused, by whose order and why</td></tr>
 *   <tr><td>{@code io.rollcall:type=PanelSessions,name=default}</td>
 *       <td>lists control panel sessions and ends them</td></tr>
 *   <tr><td>{@code io.rollcall:type=FtpSessions,name=default}</td>
 *       <td>lists file-transfer sessions and ends them</td></tr>
 *   <tr><td>{@code io.rollcall:type=Session,name=default,service=FTP,login="alice",id=k7f39q2m}</td>
 *       <td>one session; {@linkplain Builder#sessionBeans off unless asked for}</td></tr>
 * </table>
 *
 * <p>A registry's name of other characters than letters, digits, {@code .}, {@code _} and {@code -}
 * is {@linkplain javax.management.ObjectName#quote quoted}, and a login always is.
 *
 * <p>Registering is all or nothing, and its failure never hurts the host: if a bean cannot be
 * registered, the others are taken out again, the reason is logged, and closing the returned
 * registration does nothing. So a second registry of the same name gets no beans, and leaves the
 * first one's alone.
 */
public final class SessionMBeans {
  private static final Logger logger = LoggerFactory.getLogger(SessionMBeans.class);

  private SessionMBeans() {}

  /**
   * Registers a registry's beans on the platform MBean server, without a bean for each session.
   *
   * @param registry the registry
   * @return takes the beans out again
   */
  public static Registration register(SessionRegistry registry) {
    return builder(registry).register();
  }

  /**
   * Starts registering a registry's beans.
   *
   * @param registry the registry
   * @return a builder
   */
  public static Builder builder(SessionRegistry registry) {
    return new Builder(registry);
  }

  /** Registers the beans of one registry. */
  public static final class Builder {
    private final SessionRegistry registry;
    private @Nullable MBeanServer server;
    private int sessionBeans;

    private Builder(SessionRegistry registry) {
      this.registry = requireNonNull(registry, "registry");
    }

    /**
     * Sets where the beans go.
     *
     * @param server the MBean server; the platform's unless set
     * @return this
     */
    public Builder mBeanServer(MBeanServer server) {
      this.server = requireNonNull(server, "server");
      return this;
    }

    /**
     * Asks for a bean for each session. Every one costs memory and a place in the tree of a
     * console, so they are limited: sessions over the limit are listed by the other beans only.
     *
     * @param limit the most of them at once; 0, for none, unless set
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder sessionBeans(int limit) {
      if (limit < 0) {
        throw new IllegalArgumentException("limit is " + limit + "; expected 0 or more");
      }
      this.sessionBeans = limit;
      return this;
    }

    /**
     * Registers the beans.
     *
     * @return takes the beans out again: those that this call registered, and no others
     */
    public Registration register() {
      BeanNames names = new BeanNames(registry.name());
      try {
        MBeanServer target = server != null ? server : ManagementFactory.getPlatformMBeanServer();
        return register(names, new BeanRegistrar(target));
      } catch (InstanceAlreadyExistsException e) {
        logger.error(
            "the beans of another session registry named '{}' are in JMX already ({}): they stay, "
                + "and this registry gets none; give each registry a name of its own",
            PrintableText.of(registry.name(), 256),
            e.getMessage());
      } catch (JMException | RuntimeException | LinkageError e) {
        logger.error(
            "the session registry '{}' is not in JMX: its beans could not be registered",
            PrintableText.of(registry.name(), 256),
            e);
      }
      return () -> {};
    }

    private Registration register(BeanNames names, BeanRegistrar registrar) throws JMException {
      try {
        registrar.add(names.registry(), RegistryBean.of(registry));
        registrar.add(names.accessControl(), AccessControlBean.of(registry));
        registrar.add(names.sessionHistory(), SessionHistoryBean.of(registry));
        registrar.add(
            names.panelSessions(),
            SessionListBean.of(registry, PanelLayout.LAYOUT, names.panelSessions()));
        registrar.add(
            names.ftpSessions(),
            SessionListBean.of(registry, FtpLayout.LAYOUT, names.ftpSessions()));
        if (sessionBeans == 0) {
          return registrar;
        }
        Registration perSession = SessionBeans.start(registry, registrar, names, sessionBeans);
        return () -> {
          perSession.close();
          registrar.close();
        };
      } catch (JMException | RuntimeException | LinkageError e) {
        registrar.close();
        throw e;
      }
    }
  }
}
