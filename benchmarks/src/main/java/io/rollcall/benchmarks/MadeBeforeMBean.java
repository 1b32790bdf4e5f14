package io.rollcall.benchmarks;

import javax.management.openmbean.CompositeData;

/** The management interface of {@link MadeBefore}. */
public interface MadeBeforeMBean {
  /**
   * Returns the same page each time.
   *
   * @param filter not looked at
   * @param orderBy not looked at
   * @param offset not looked at
   * @param limit not looked at
   * @return the page
   */
  CompositeData find(String filter, String orderBy, int offset, int limit);
}
