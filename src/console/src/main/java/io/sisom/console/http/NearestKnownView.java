package io.sisom.console.http;

import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Candidate;
import io.sisom.schema.FrameScore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The known frames that a frame is nearest to, of its predicted class and of the next, beside it.
 */
final class NearestKnownView {
  private static final Template FIGURE =
      Template.inline(
          "<figure><img src=\"{{picture}}\" loading=\"lazy\" alt=\"Known frame {{frameId}}: its"
              + " picture is not at hand\"><figcaption><b>{{label}}</b> at {{distance}}"
              + "</figcaption></figure>");
  private static final Template BOTH =
      Template.inline(
          "<div class=\"nearest\" role=\"group\" aria-label=\"The nearest known frames\">{{inner}}"
              + "{{outer}}</div>");

  private NearestKnownView() {}

  /** Nothing where the scorer named none. */
  static Markup of(Candidate candidate) {
    FrameScore score = candidate.score();
    Markup inner =
        figure(score.getNearestInnerFrameId(), candidate.innerLabel(), score.getInnerDistance());
    Markup outer =
        figure(score.getNearestOuterFrameId(), candidate.outerLabel(), score.getOuterDistance());
    return inner == Markup.NONE && outer == Markup.NONE
        ? Markup.NONE
        : BOTH.fill(Map.of("inner", inner, "outer", outer));
  }

  private static Markup figure(@Nullable String frameId, @Nullable String label, double distance) {
    return frameId == null
        ? Markup.NONE
        : FIGURE.fill(
            Map.of(
                "picture",
                ExplanationApi.known(frameId),
                "frameId",
                frameId,
                "label",
                label == null ? "another class" : label,
                "distance",
                Explanation.short3(distance)));
  }
}
