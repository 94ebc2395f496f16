package io.sisom.training;

import io.sisom.frame.FrameDecoder;
import io.sisom.labeling.Answer;
import io.sisom.labeling.Captured;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.SettledLabels;
import io.sisom.method.FrameShape;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.version.Sha256;
import io.sisom.wire.LabelKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in records of the labeled pool: decodes each frame once, keeps its pixels in {@link
 * PixelStore} and its answer in the {@code LabelBook}.
 */
final class LabelIntake {
  private static final Logger log = LoggerFactory.getLogger(LabelIntake.class);

  private final FrameDecoder decoder;
  private final FrameShape shape;
  private final PixelStore pixels;
  private final LabelBook book;
  private final Map<String, Integer> answersByFrame = new HashMap<>();
  private final Map<String, LabelChange.Place> latest = new HashMap<>();
  private final Map<String, Captured> captured = new HashMap<>();

  /** Into {@code pixels} and {@code book}. */
  LabelIntake(FrameDecoder decoder, FrameShape shape, PixelStore pixels, LabelBook book) {
    this.decoder = decoder;
    this.shape = shape;
    this.pixels = pixels;
    this.book = book;
  }

  /** Takes one change in; whether it changed anything. */
  boolean take(LabelChange change) {
    return change instanceof LabelChange.Given given ? give(given) : withdraw(change.key());
  }

  private boolean give(LabelChange.Given given) {
    Optional<LabelKind> kind = LabelKind.of(given.labeled());
    if (kind.isEmpty()) {
      // What it replaces holds no more, and what it says is not known here.
      boolean changed = withdraw(given.key());
      leaveOut(given, "a later version's kind of answer: " + given.labeled().getKind());
      return changed;
    }
    return decoder
        .decode(given.labeled().getFrame(), shape)
        .either(
            pixels -> keep(given, kind.get(), pixels.planar()),
            bad -> leaveOut(given, bad.reason()));
  }

  private static boolean leaveOut(LabelChange.Given given, String reason) {
    log.atWarn()
        .addKeyValue("frameId", given.labeled().getFrame().getFrameId())
        .addKeyValue("reason", reason)
        .log("labeled frame left out");
    return false;
  }

  private boolean keep(LabelChange.Given given, LabelKind kind, byte[] planar) {
    LabeledFrame labeled = given.labeled();
    String frameId = labeled.getFrame().getFrameId();
    withdraw(given.key());
    pixels.put(frameId, planar);
    answersByFrame.merge(frameId, 1, Integer::sum);
    book.put(
        given.key(),
        new Answer(
            frameId,
            Sha256.of(planar),
            labeled.getAnnotator(),
            labeled.getLabel(),
            labeled.getLabeledAt(),
            labeled.getCalibration(),
            kind,
            labeled.getMuted()));
    latest.put(frameId, given.place());
    SensorFrame frame = labeled.getFrame();
    captured.put(frameId, new Captured(frame.getSensorId(), frame.getCapturedAt()));
    return true;
  }

  private boolean withdraw(String key) {
    Answer gone = book.remove(key).orElse(null);
    if (gone == null) {
      return false;
    }
    if (answersByFrame.merge(gone.frameId(), -1, Integer::sum) == 0) {
      answersByFrame.remove(gone.frameId());
      latest.remove(gone.frameId());
      captured.remove(gone.frameId());
      pixels.remove(gone.frameId());
    }
    return true;
  }

  /** The labels that count now, with who saw their frames. */
  SettledLabels settle() {
    return book.settle().with(captured);
  }

  /** Frames with an answer at or after these offsets, by partition. */
  Set<String> since(Map<Integer, Long> offsets) {
    Set<String> frames = new TreeSet<>();
    latest.forEach(
        (frameId, place) -> {
          if (place.offset() >= offsets.getOrDefault(place.partition(), 0L)) {
            frames.add(frameId);
          }
        });
    return frames;
  }
}
