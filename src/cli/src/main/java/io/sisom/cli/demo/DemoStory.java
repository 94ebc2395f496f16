package io.sisom.cli.demo;

import io.sisom.demo.world.CameraFault;
import io.sisom.demo.world.Truth;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells on the terminal what happens in a demo, a line at a time, with seconds since its start. */
public final class DemoStory implements TrainingListener {
  private static final int FRAMES_BETWEEN_LINES = 300;

  private final PrintWriter out;
  private final long started = System.nanoTime();

  /** Tells it to {@code out}. */
  public DemoStory(PrintWriter out) {
    this.out = out;
  }

  /** One line. */
  public synchronized void say(String line) {
    double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, line));
    out.flush();
  }

  void fleetStarts(DemoPlan plan) {
    say(
        "%d robots start to send %d frames, %.0f a second"
            .formatted(plan.robots(), plan.frames(), plan.rate()));
  }

  void sent(long done, long total) {
    if (done % FRAMES_BETWEEN_LINES == 0) {
      say(done + " of " + total + " frames sent");
    }
  }

  void alert(OodAlert alert, Truth truth) {
    if (alert.getStatus() == EpisodeStatus.OPENED) {
      say(
          "ALERT  %s sees something new at %s (p %.3f, looks most like %s) - in truth: %s"
              .formatted(
                  alert.getSensorId(),
                  alert.getFirstFrameId(),
                  alert.getPeakPValue(),
                  alert.getPeakPredicted(),
                  truth.label()));
    } else if (alert.getStatus() == EpisodeStatus.CLOSED) {
      say(
          "over   %s after %d frames, %d of them novel (%s)"
              .formatted(
                  alert.getSensorId(),
                  alert.getFrames(),
                  alert.getNovelFrames(),
                  alert.getCloseReason()));
    }
  }

  void console(String url, Labeler labeler) {
    say(
        labeler instanceof Labeler.Human
            ? "label in your browser: " + url
            : "the console is at %s (to label there yourself: demo --annotator human)"
                .formatted(url));
  }

  void goOn(String url) {
    say("all frames are sent and scored; label on at " + url + " - Enter ends the demo");
  }

  void candidate(LabelCandidate candidate, Truth truth, Labeler labeler) {
    if (candidate.getRank() == 1) {
      say(
          "label? window of %d frames ranked; first %s (p %.3f) - %s"
              .formatted(
                  candidate.getConsidered(),
                  candidate.getFrame().getFrameId(),
                  candidate.getScore().getPValue(),
                  labeler instanceof Labeler.Human
                      ? "it waits in the console"
                      : "the annotator says: "
                          + (truth.fault() == CameraFault.NONE
                              ? truth.kind()
                              : "none of these, " + truth.label())));
    }
  }

  void labelGiven(int count) {
    if (count % 10 == 0) {
      say(count + " labels given");
    }
  }

  @Override
  public void progress(String task, long done, long total) {}

  @Override
  public void published(ReferenceManifest manifest) {
    say(
        "reference set %d published: %d known frames of %d kinds, %d for calibration, %d of kinds the head lacks"
            .formatted(
                manifest.getVersion(),
                manifest.getKnownFrames(),
                manifest.getKnownByLabel().size(),
                manifest.getCalibrationFrames(),
                manifest.getUnknownLabelFrames()));
    if (!manifest.getNoneKinds().isEmpty()) {
      say(
          "it has learned from %s what shows none of these"
              .formatted(manifest.getNoneByKind().toString()));
    }
  }
}
