package io.sisom.console.http;

import io.sisom.console.json.PicturePath;
import io.sisom.queue.Candidate;
import io.sisom.schema.FrameScore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A known frame that a frame is nearest to, beside it. */
record NearestKnown(String picture, String frameId, String label, String distance) {
  /** Of the predicted class and of the next; none where the scorer named none. */
  static List<NearestKnown> of(Candidate candidate) {
    FrameScore score = candidate.score();
    String inner = score.getInnerLabel() == null ? candidate.innerLabel() : score.getInnerLabel();
    return Stream.concat(
            of(score.getNearestInnerFrameId(), inner, score.getInnerDistance()),
            of(score.getNearestOuterFrameId(), candidate.outerLabel(), score.getOuterDistance()))
        .toList();
  }

  private static Stream<NearestKnown> of(
      @Nullable String frameId, @Nullable String label, double distance) {
    return frameId == null
        ? Stream.empty()
        : Stream.of(
            new NearestKnown(
                PicturePath.known(frameId),
                frameId,
                label == null ? "another class" : label,
                Explanation.short3(distance)));
  }
}
