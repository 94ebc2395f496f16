package io.sisom.console.http;

import io.sisom.console.json.Json;
import io.sisom.console.json.PicturePath;
import io.sisom.queue.Candidate;
import io.sisom.queue.Lease;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.FrameScore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One frame to label: its picture, what can be said of it, and why it was chosen.
 *
 * @param picture where it is served
 * @param context where the frames before and after are
 * @param guesses what it may show, the likeliest first: the predicted class, what the network takes
 *     it for otherwise, and the nearest other class; a JSON array
 * @param heat where the heat map is served
 * @param burst ids of the frames that an answer may be for, too: a JSON array
 * @param origin what the frame says of itself
 * @param until when the lease ends; empty where there is none
 */
record FrameCard(
    String frameId,
    String picture,
    String context,
    String sensorId,
    String capturedAt,
    String predicted,
    String outerLabel,
    String guesses,
    String heat,
    List<NearestKnown> nearest,
    Gauge gauge,
    List<String> reasons,
    String burst,
    Origin origin,
    String until) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss.SSS 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static FrameCard of(QueueEntry entry, String annotator, QueueActions actions) {
    Candidate candidate = entry.candidate();
    FrameScore score = candidate.score();
    return new FrameCard(
        entry.frameId(),
        PicturePath.queued(entry.frameId()),
        contextPath(entry.frameId()),
        score.getSensorId(),
        TIME.format(score.getCapturedAt()),
        score.getPredicted(),
        Objects.requireNonNullElse(candidate.outerLabel(), "none"),
        Json.text(guesses(candidate)),
        PicturePath.heat(entry.frameId()),
        NearestKnown.of(candidate),
        Gauge.of(score.getPValue()),
        Explanation.of(candidate, actions.liveVersion()),
        Json.text(actions.burst(entry, annotator)),
        Origin.of(score.getSource(), score.getAttributes()),
        entry.leaseOf(annotator).map(Lease::until).map(Instant::toString).orElse(""));
  }

  private static Set<String> guesses(Candidate candidate) {
    Set<String> guesses = new LinkedHashSet<>(List.of(candidate.score().getPredicted()));
    guesses.addAll(candidate.score().getAlternatives());
    Optional.ofNullable(candidate.outerLabel()).ifPresent(guesses::add);
    return guesses;
  }

  private static String contextPath(String frameId) {
    return "/label/context?frameId=" + URLEncoder.encode(frameId, StandardCharsets.UTF_8);
  }
}
