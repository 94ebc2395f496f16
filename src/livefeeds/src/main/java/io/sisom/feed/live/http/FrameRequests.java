package io.sisom.feed.live.http;

import io.sisom.feed.WrittenTime;
import io.sisom.feed.live.LiveFeed;
import io.sisom.feed.live.LiveMessage;
import io.sisom.feed.live.LiveOutcome;
import io.sisom.feed.live.payload.PicturePayload;
import io.sisom.feed.recording.FilePictures;
import io.sisom.feed.recording.MessageClocks;
import io.sisom.text.Names;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;

/** Feeds one picture after the other, each once, and says what became of it. */
final class FrameRequests {
  private static final int MAX_IDS = 100_000;
  private static final String STREAM = "http";

  private final LiveFeed feed;
  private final FilePictures pictures;
  private final Clock clock;
  private final KnownIds ids = new KnownIds(MAX_IDS);

  FrameRequests(LiveFeed feed, FilePictures pictures, Clock clock) {
    this.feed = feed;
    this.pictures = pictures;
    this.clock = clock;
  }

  /** What a request says beside its body; empty texts where it does not. */
  record Given(String sensor, String frameId, String capturedAt) {}

  /**
   * Takes a picture.
   *
   * @return what becomes of it, once the broker has it or it is refused
   */
  CompletableFuture<GatewayAnswer> take(Given given, byte[] body) throws InterruptedException {
    PicturePayload read = PicturePayload.of(body);
    if (read instanceof PicturePayload.Malformed malformed) {
      return refused(malformed.reason());
    }
    PicturePayload.Picture picture = (PicturePayload.Picture) read;
    Optional<String> sensor =
        given.sensor().isEmpty() ? picture.sensor() : Names.sensor(given.sensor());
    if (sensor.isEmpty()) {
      return refused(
          "say which sensor it is from: ?sensor=NAME, one line of at most 200 characters");
    }
    OptionalLong stamp =
        given.capturedAt().isEmpty() ? picture.stamp() : WrittenTime.parse(given.capturedAt());
    if (!given.capturedAt().isEmpty() && stamp.isEmpty()) {
      return refused("capturedAt is no time between 1990 and 2200");
    }
    Optional<String> named =
        given.frameId().isEmpty() ? picture.frameId() : Names.sensor(given.frameId());
    if (!given.frameId().isEmpty() && named.isEmpty()) {
      return refused("frameId is no name: one line of at most 200 characters");
    }
    long arrived = nanos(clock.instant());
    String id =
        named.orElseGet(
            () -> String.format(Locale.ROOT, "%s-%019d", sensor.get(), stamp.orElse(arrived)));
    return once(id, sensor.get(), new MessageClocks(stamp, arrived, arrived), picture.file());
  }

  private static CompletableFuture<GatewayAnswer> refused(String reason) {
    return CompletableFuture.completedFuture(new GatewayAnswer(422, "", reason));
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Who sends it again is told what its first became; another picture of that id is refused. */
  private CompletableFuture<GatewayAnswer> once(
      String id, String sensor, MessageClocks clocks, ByteBuffer file) throws InterruptedException {
    CRC32C checksum = new CRC32C();
    checksum.update(file.duplicate());
    KnownIds.Known mine = new KnownIds.Known(checksum.getValue(), new CompletableFuture<>());
    Optional<KnownIds.Known> known = ids.of(id, mine);
    if (known.isPresent()) {
      return known.get().checksum() == mine.checksum()
          ? known.get().answer().thenApply(FrameRequests::again)
          : CompletableFuture.completedFuture(
              new GatewayAnswer(409, "", "another picture has this frameId"));
    }
    feed.feedNow(
        new LiveMessage(
            sensor,
            "",
            STREAM,
            0,
            clocks,
            file.remaining(),
            Optional.of(id),
            () -> pictures.content(file),
            outcome -> ended(id, mine, outcome)));
    return mine.answer();
  }

  private static GatewayAnswer again(GatewayAnswer first) {
    return first.status() == 201
        ? new GatewayAnswer(200, first.frameId(), "it was fed before")
        : first;
  }

  private void ended(String id, KnownIds.Known mine, LiveOutcome outcome) {
    if (!(outcome instanceof LiveOutcome.Fed)) {
      ids.forget(id);
    }
    mine.answer().complete(answer(id, outcome));
  }

  private static GatewayAnswer answer(String id, LiveOutcome outcome) {
    if (outcome instanceof LiveOutcome.Fed) {
      return new GatewayAnswer(201, id, "fed");
    }
    if (outcome instanceof LiveOutcome.Refused refused) {
      return new GatewayAnswer(422, "", refused.reason());
    }
    return outcome instanceof LiveOutcome.Repeated
        ? new GatewayAnswer(200, "", "it was fed before")
        : new GatewayAnswer(202, "", "left out, by --every or --distinct");
  }
}
