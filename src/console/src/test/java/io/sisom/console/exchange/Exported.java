package io.sisom.console.exchange;

import io.sisom.console.SampleCandidates;
import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Place;
import io.sisom.queue.QueueConfig;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.LabelCandidate;
import io.sisom.setting.Settings;
import java.time.Instant;
import java.util.Map;

/** Frames of a queue with an answer. */
final class Exported {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private Exported() {}

  static QueueEntry answered(String frameId, String label) {
    LabelCandidate read = SampleCandidates.candidate(frameId, 1);
    Candidate candidate =
        new Candidate(
            read.getScore(),
            read.getInnerLabel(),
            read.getOuterLabel(),
            read.getWindowStart(),
            1,
            1,
            new Place(0, 0),
            false);
    LabelQueue queue = new LabelQueue(Settings.of(Map.of()).bind(QueueConfig.class));
    queue.handle(new Command.Offer(candidate), NOON);
    queue.handle(new Command.Answer("ann", frameId, label), NOON);
    return queue.find(frameId).orElseThrow();
  }
}
