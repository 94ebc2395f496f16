package io.sisom.console.json;

import io.sisom.queue.Agreement;
import java.util.List;

/**
 * How far annotators agree.
 *
 * @param share of the frames on which all say the same, 0 to 1
 * @param conflicts ids of frames without a majority
 */
public record AgreementJson(
    int frames, int unanimous, int settled, double share, List<String> conflicts) {
  /** With at most {@code most} conflicts. */
  public static AgreementJson of(Agreement agreement, int most) {
    return new AgreementJson(
        agreement.frames(),
        agreement.unanimous(),
        agreement.settled(),
        agreement.share(),
        agreement.conflicts().stream().limit(most).toList());
  }
}
