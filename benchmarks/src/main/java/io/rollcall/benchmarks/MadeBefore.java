package io.rollcall.benchmarks;

import javax.management.openmbean.CompositeData;

/** The floor of a page over JMX: an operation that returns rows that were made beforehand. */
public final class MadeBefore implements MadeBeforeMBean {
  private final CompositeData page;

  /**
   * Keeps a page.
   *
   * @param page what to return
   */
  public MadeBefore(CompositeData page) {
    this.page = page;
  }

  @Override
  public CompositeData find(String filter, String orderBy, int offset, int limit) {
    return page;
  }
}
