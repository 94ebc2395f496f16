package io.sisom.it.soak;

import ai.djl.Device;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.network.ModelBundle;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.training.BuildOutcome;
import io.sisom.training.LabeledFeatures;
import io.sisom.training.ReferenceBuilder;
import io.sisom.version.PublishedVersion;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the soak scores: the demo's model with two reference sets, and records of small frames.
 *
 * @param sets files of reference sets that differ
 * @param records frames as they lie on Kafka
 */
record SoakMaterial(Path bundle, List<Path> sets, List<byte[]> records) {
  private static final FrameDecoder DECODER = new FrameDecoder(FrameLimits.defaults());

  /** Makes it in a folder. */
  static SoakMaterial in(Path dir) throws Exception {
    Path bundle = BundledModel.unpack(dir.resolve("bundle"));
    List<Path> sets = new ArrayList<>();
    ModelBundle opened = ModelBundle.open(bundle);
    try (ScoringKernel kernel = ScoringKernel.open(opened, Device.cpu())) {
      for (int labels : new int[] {200, 300}) {
        Path file = dir.resolve("reference-" + labels);
        ReferenceBuilder builder =
            new ReferenceBuilder(
                SisomConfig.of(Map.of("score.profile", "sisome")).reference(),
                kernel.description().taps(),
                kernel.head());
        BuildOutcome outcome = builder.build(features(kernel, labels), (done, total) -> {});
        ReferenceSetFile.write(((BuildOutcome.Built) outcome).reference(), file);
        sets.add(file);
      }
      return new SoakMaterial(bundle, sets, records(kernel.description().input()));
    }
  }

  /** A version as a follower hands it over. */
  PublishedVersion version(long number) {
    ReferenceManifest manifest =
        ReferenceManifest.newBuilder()
            .setVersion(number)
            .setCreatedAt(Instant.EPOCH)
            .setModelVersion("demo@1")
            .setBlobs(List.of())
            .setLabels(List.of())
            .setKnownByLabel(Map.of())
            .setKnownFrames(1)
            .setPooledFrames(1)
            .setCalibrationFrames(1_000)
            .setForm("zscore")
            .setRatioAverage(0.5)
            .setWeight(0.5)
            .setAccuracy(1)
            .build();
    return new PublishedVersion(
        manifest,
        Map.of(
            "model.json", bundle.resolve("model.json"),
            "model.pt", bundle.resolve("model.pt"),
            "reference.safetensors", sets.get((int) (number % sets.size()))));
  }

  private static LabeledFeatures features(ScoringKernel kernel, int count) {
    LabeledFrames archive = new LabeledFrames(7, "archive", Instant.EPOCH);
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int classes = kernel.head().classes();
    int width = kernel.description().taps().width();
    FloatBuffer logits = FloatBuffer.allocate(count * classes);
    FloatBuffer taps = FloatBuffer.allocate(count * width);
    FloatBuffer gradients = FloatBuffer.allocate(count * width);
    for (int i = 0; i < count; i++) {
      LabeledFrame frame = archive.frame(i);
      ids.add(frame.getFrame().getFrameId());
      labels.add(frame.getLabel());
      // One by one: what a large batch leaves to the allocator would hide a leak for long.
      Activations one = kernel.run(List.of(pixels(frame.getFrame(), kernel.description().input())));
      logits.put(one.logits());
      taps.put(one.taps());
      gradients.put(one.tapGradients());
    }
    return new LabeledFeatures(ids, labels, logits.array(), taps.array(), gradients.array());
  }

  /** Mostly raw frames, which cost least, and some JPEG. */
  private static List<byte[]> records(FrameShape input) {
    AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
    SimulatedFleet fleet =
        new SimulatedFleet(11, 4, new WorldConfig(10, 100, 0.7, 10, 30), Instant.now());
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      SensorFrame jpeg = fleet.frame(i % 4, 10 * i).frame();
      records.add(codec.encode(i % 8 == 0 ? jpeg : raw(jpeg, input)));
    }
    return records;
  }

  private static SensorFrame raw(SensorFrame jpeg, FrameShape input) {
    return new SensorFrame(
        jpeg.getFrameId(),
        jpeg.getSensorId(),
        jpeg.getCapturedAt(),
        "rgb8-planar",
        input.width(),
        input.height(),
        ByteBuffer.wrap(pixels(jpeg, input)),
        null,
        null,
        Map.of());
  }

  private static byte[] pixels(SensorFrame frame, FrameShape input) {
    return ((DecodedFrame.Pixels) DECODER.decode(frame, input)).planar();
  }
}
