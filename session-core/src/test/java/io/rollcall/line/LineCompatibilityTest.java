package io.rollcall.line;

import io.rollcall.tck.AdapterCompatibilityKit;
import io.rollcall.tck.AdapterUnderTest;
import io.rollcall.tck.KitSetup;

// tag::test[]
class LineCompatibilityTest extends AdapterCompatibilityKit {
  @Override
  protected AdapterUnderTest start(KitSetup setup) throws Exception {
    return new LineAdapterUnderTest(setup);
  }
}
// end::test[]
