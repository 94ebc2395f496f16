package io.sisom.bench;

import io.sisom.bench.RecordingWriter.Compression;
import io.sisom.feed.film.FilmChoices;
import io.sisom.feed.film.FilmFormat;
import io.sisom.feed.recording.DryRun;
import io.sisom.feed.recording.FeedPositions;
import io.sisom.feed.recording.FrameSink;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.feed.recording.RecordedPace;
import io.sisom.feed.recording.RecordingChoice;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.RecordingFeed;
import io.sisom.feed.recording.RecordingFile;
import io.sisom.feed.recording.SensorNames;
import io.sisom.feed.recording.TimeMode;
import io.sisom.feed.recording.TopicGlobs;
import io.sisom.feed.recording.TopicSink;
import io.sisom.frame.FrameLimits;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.picture.LargeFrames;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.service.KafkaSettings;
import io.sisom.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What {@code sisom feed mcap} does, from a file onto a topic in transactions, beside its reader
 * alone and Kafka's producer alone.
 */
final class FeedBench {
  private static final int ROUNDS = 3;
  private static final int FRAMES = 2_000;

  private final BenchBroker rig;
  private final BenchListener listener;
  private final List<BenchFigure> lines = new ArrayList<>();
  private boolean sound = true;

  FeedBench(BenchBroker rig, BenchListener listener) {
    this.rig = rig;
    this.listener = listener;
  }

  BenchSection run() throws IOException, InterruptedException {
    SampleFrames kind = SampleFrames.jpeg(640, 480, 0.85f);
    int count = rig.settings().frames() > 0 ? rig.settings().frames() : FRAMES;
    for (Compression compression : Compression.values()) {
      Path file = rig.dir().resolve(compression.name().toLowerCase(Locale.ROOT) + ".mcap");
      new RecordingWriter(compression).write(kind, count, file);
      measure(compression, kind, file, count);
      Files.delete(file);
    }
    return new BenchSection(
        BenchPart.FEED.word(),
        "Recordings onto the frame topic: MCAP, %s, %d frames".formatted(kind.name(), count),
        lines,
        List.of(
            "reader: every chunk's checksum and compression, nothing done with the messages",
            "producer: as many frames as fast as Kafka takes them, by the same settings, without"
                + " transactions or a file",
            "dry run: also takes the pictures out and checks them, as feed --dry-run",
            "feed: onto the topic in transactions, as feed mcap; the broker shares the processors",
            "MB/s: of the file; ratios: to the producer, in turns with it"),
        sound);
  }

  private void measure(Compression compression, SampleFrames kind, Path path, int count)
      throws IOException, InterruptedException {
    FrameLimits limits = rig.settings().limits();
    RecordingFile file =
        OpenedFiles.of(List.of(path), new FilmFormat(Optional.empty(), FilmChoices.NONE))
            .files()
            .get(0);
    List<Rate> produced = new ArrayList<>();
    List<Rate> alone = new ArrayList<>();
    List<Rate> dry = new ArrayList<>();
    List<Rate> fed = new ArrayList<>();
    int rounds = rig.settings().rounds(ROUNDS);
    // The first round is not measured: classes load, code is compiled, the file gets into memory.
    for (int round = 0; round <= rounds; round++) {
      listener.progress("feed, " + compression.words(), round, rounds + 1);
      Rate ofProducer = produce(kind, count);
      Rate ofReader = read(file, count);
      Rate ofDryRun = feed(file, count, new DryRun(), limits);
      Rate ofFeed = feed(file, count, topic(), limits);
      if (round > 0) {
        produced.add(ofProducer);
        alone.add(ofReader);
        dry.add(ofDryRun);
        fed.add(ofFeed);
      }
    }
    double megabytes = Files.size(path) / 1e6 / count;
    lines(compression.words() + ", producer", produced, produced, megabytes);
    lines(compression.words() + ", reader", alone, produced, megabytes);
    lines(compression.words() + ", dry run", dry, produced, megabytes);
    lines(compression.words() + ", feed", fed, produced, megabytes);
  }

  private void lines(String what, List<Rate> rates, List<Rate> produced, double megabytes) {
    BenchFigure line = RateLines.line(what, rates, produced);
    lines.add(line);
    lines.add(BenchFigure.of(what, line.value() * megabytes, "MB/s"));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all
  private Rate produce(SampleFrames kind, int count) {
    Rate.Moment started = Rate.Moment.now();
    try (KafkaProducer<String, byte[]> producer = new KafkaSettings(rig.client()).producer()) {
      for (int n = 0; n < count; n++) {
        producer.send(
            new ProducerRecord<>(rig.topics().frames(), "bench", kind.record(n, "bench-", 1)));
      }
      producer.flush();
    }
    return started.to(Rate.Moment.now(), count);
  }

  private Rate read(RecordingFile file, int count) throws IOException {
    Rate.Moment started = Rate.Moment.now();
    int messages = 0;
    try (Recording recording = file.open(Position.START)) {
      for (RecordingEvent e = recording.next(); e != null; e = recording.next()) {
        messages += e instanceof RecordingEvent.Message ? 1 : 0;
      }
    }
    sound &= messages == count;
    return started.to(Rate.Moment.now(), count);
  }

  private Rate feed(RecordingFile file, int count, FrameSink into, FrameLimits limits)
      throws InterruptedException {
    PictureChoices pictures =
        new PictureChoices(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            LargeFrames.PNG,
            limits.maxBytes(),
            limits.maxPixels());
    RecordingChoice choice =
        new RecordingChoice(
            new TopicGlobs(List.of()),
            SensorNames.plain("bench"),
            RecordingClock.HEADER,
            null,
            null,
            0,
            false,
            TimeMode.RECORDED,
            pictures.toString());
    Rate.Moment started = Rate.Moment.now();
    try (FrameSink sink = into) {
      RecordingFeed feed =
          new RecordingFeed(
              choice,
              new MessagePictures(pictures, Optional.empty()),
              sink,
              RecordedPace.of(0),
              Clock.systemUTC(),
              limits.maxBytes(),
              (fed, refused) -> {});
      feed.feed(file);
      sound &= feed.tally().whole() && feed.tally().fed() == count;
    }
    return started.to(Rate.Moment.now(), count);
  }

  /** Begins anew each time. */
  private FrameSink topic() {
    return new TopicSink(
        new KafkaSettings(rig.client())::transactionalProducer,
        new FeedPositions(rig.consumer(), rig.topics().feedPositions(), WriterSchemas::none),
        rig.topics().frames(),
        rig.topics().feedPositions(),
        true,
        note -> {});
  }
}
