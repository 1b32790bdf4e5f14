package io.rollcall;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many sessions there may be at once, at each door. Immutable.
 *
 * <p>A connection that has not logged in counts in all and for its address. A session that has been
 * ordered to end counts no more. Where an {@link AccountResolver} answers late, the session counts
 * for its domain from then on, and is ended, or another for it, if it is one too many.
 */
public final class SessionLimits {
  /** What a limit counts. */
  public enum Scope {
    /** All sessions of a door. */
    TOTAL,

    /** Those of one login; upper and lower case are one. */
    LOGIN,

    /** Those of one domain; upper and lower case are one. */
    DOMAIN,

    /** Those from one address. */
    ADDRESS
  }

  /** What becomes of a session that is one too many. */
  public enum Policy {
    /** It is refused. */
    REFUSE,

    /**
     * It is let in, and the one that has been idle longest is ended: of those that count for every
     * limit that is reached. It is refused where there is none such, or where one is not enough
     * because there are too many since the limit was set.
     */
    END_LONGEST_IDLE
  }

  /** No limits. */
  public static final SessionLimits NONE = builder().build();

  private final Map<Service, Map<Scope, Integer>> most;
  private final Policy policy;

  private SessionLimits(Builder builder) {
    most = new EnumMap<>(Service.class);
    builder.most.forEach((service, limits) -> most.put(service, new EnumMap<>(limits)));
    policy = builder.policy;
  }

  /**
   * Starts without limits.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a limit.
   *
   * @param service the door
   * @param scope what is counted
   * @return the most sessions at once; {@link Integer#MAX_VALUE} for no limit
   */
  public int most(Service service, Scope scope) {
    return most.getOrDefault(service, Map.of()).getOrDefault(scope, Integer.MAX_VALUE);
  }

  /**
   * Returns what becomes of a session that is one too many.
   *
   * @return the policy
   */
  public Policy policy() {
    return policy;
  }

  /**
   * Returns whether there is any limit.
   *
   * @return true if there is none
   */
  public boolean isNone() {
    return most.isEmpty();
  }

  @Override
  public String toString() {
    return isNone() ? "no limits" : most + " " + policy;
  }

  /** Builds {@link SessionLimits}. */
  public static final class Builder {
    private final Map<Service, Map<Scope, Integer>> most = new EnumMap<>(Service.class);
    private Policy policy = Policy.REFUSE;

    private Builder() {}

    /**
     * Sets a limit.
     *
     * @param service the door
     * @param scope what is counted
     * @param sessions the most at once, at least 0
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder most(Service service, Scope scope, int sessions) {
      if (sessions < 0) {
        throw new IllegalArgumentException("a limit is " + sessions + "; expected 0 or more");
      }
      most.computeIfAbsent(service, key -> new EnumMap<>(Scope.class)).put(scope, sessions);
      return this;
    }

    /**
     * Sets what becomes of a session that is one too many.
     *
     * @param policy {@link Policy#REFUSE} unless set
     * @return this
     */
    public Builder policy(Policy policy) {
      this.policy = policy;
      return this;
    }

    /**
     * Builds it.
     *
     * @return the limits
     */
    public SessionLimits build() {
      return new SessionLimits(this);
    }
  }
}
