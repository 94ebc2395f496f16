package io.sisom.learning;

import io.sisom.method.Head;
import io.sisom.network.ModelBundle;

/**
 * Which rows of the head labels reach. A head that moves freely fits the labels a little better and
 * forgets to be undecided about what has no label, which the energy tells novel frames by.
 */
public enum HeadRows {
  /** Those of classes the bundle did not know; its own stay. */
  ADDED,
  /** All, pulled towards what they were. */
  ALL;

  /** How many rows, from the first on, stay as they are; new rows stand behind the bundle's own. */
  public int held(ModelBundle bundle, Head head) {
    return this == ALL ? 0 : Math.min(bundle.description().labels().size(), head.classes());
  }
}
