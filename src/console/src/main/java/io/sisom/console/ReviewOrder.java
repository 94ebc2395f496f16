package io.sisom.console;

import io.sisom.live.EpisodeVerdict;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import java.util.List;
import java.util.Optional;

/** What a person wants done with an episode. */
public sealed interface ReviewOrder {
  /** The episode. */
  String episodeId();

  /** The sensor it is of. */
  String sensorId();

  /** Who wants it. */
  String annotator();

  /** Has {@code visitor} do what belongs to this kind of order. */
  <T> T accept(Visitor<T> visitor);

  /** Something to do for each kind of order. */
  interface Visitor<T> {
    T judge(Judge judge);

    T request(Request request);
  }

  /**
   * A frame for the labeled pool.
   *
   * @param frame with its picture
   * @param label of a false alarm: the class that it shows; of a muted episode: foreign
   */
  record Judged(SensorFrame frame, String label) {}

  /**
   * A verdict.
   *
   * @param label of a false alarm: the class its frames show; empty: of each the predicted one
   * @param frames of a false alarm, for calibration; of a muted episode, to be muted; else none
   */
  record Judge(
      String episodeId,
      String sensorId,
      String annotator,
      EpisodeVerdict verdict,
      Optional<String> label,
      List<Judged> frames)
      implements ReviewOrder {
    /** Copies the list. */
    public Judge {
      frames = List.copyOf(frames);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.judge(this);
    }
  }

  /**
   * Labels are wanted of its frames.
   *
   * @param candidates its frames, in order
   */
  record Request(
      String episodeId, String sensorId, String annotator, List<LabelCandidate> candidates)
      implements ReviewOrder {
    /** Copies the list. */
    public Request {
      candidates = List.copyOf(candidates);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.request(this);
    }
  }
}
