package io.sisom.evaluation;

import java.util.Locale;

/** What a set of frames is for. */
public enum Role {
  /** Labeled frames that everything is fitted on. */
  KNOWN,
  /** Frames held out for p-values; fits nothing else. */
  CALIBRATION,
  /** In-distribution test frames. */
  ID,
  /** Novel frames that look much like known ones. */
  NEAR,
  /** Novel frames that look nothing like known ones. */
  FAR;

  /** Whether its frames are novel. */
  public boolean isNovel() {
    return this == NEAR || this == FAR;
  }

  /** Lower-case name, as in JSON and CSV. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
