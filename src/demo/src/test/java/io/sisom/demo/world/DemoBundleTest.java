package io.sisom.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bundle in the resources, in the libtorch it will run in, on the world it was trained for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("numeric")
class DemoBundleTest {
  private static final String FOLDER = "/io/sisom/demo/model/";
  private static final int WIDTH = 16 + 32 + 64;

  private JsonNode description;
  private long bytes;
  private Model model;
  private NDManager manager;
  private Predictor<NDList, NDList> predictor;
  private NDList head;

  @BeforeAll
  void load(@TempDir Path folder) throws Exception {
    try (InputStream json = resource("model.json");
        InputStream network = resource("model.pt")) {
      description = new ObjectMapper().readTree(json);
      bytes = Files.copy(network, folder.resolve("model.pt"));
    }
    model = Model.newInstance("model", Device.cpu(), "PyTorch");
    model.load(folder);
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    predictor = model.newPredictor(new NoopTranslator(null));
    head = call("initial_head", new NDList());
  }

  @AfterAll
  void close() {
    predictor.close();
    manager.close();
    model.close();
  }

  @Test
  void isSmallAndNamesTheWorldsKnownKinds() {
    assertThat(bytes).isLessThan(2_000_000);
    assertThat(description.get("labels"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            ObjectKind.knownKinds().stream().map(ObjectKind::label).toList());
    assertThat(description.get("penultimate").asInt()).isEqualTo(64);
  }

  @Test
  void forwardGivesLogitsTapsAndGradientsForAnyHead() throws TranslateException {
    NDArray frames = frames(archive(3));
    NDArray weight = head.get(0).concat(head.get(0).get("0:5"), 0);
    NDArray bias = head.get(1).concat(head.get(1).get("0:5"), 0);

    NDList scored = call("forward", new NDList(frames, weight, bias));

    assertThat(scored)
        .extracting(NDArray::getShape)
        .containsExactly(new Shape(3, 13), new Shape(3, WIDTH), new Shape(3, WIDTH));
    assertThat(scored.get(2).abs().max().getFloat()).isGreaterThan(0);
  }

  @Test
  void theGradientAtThePenultimateTapIsTheClosedForm() throws TranslateException {
    NDList scored = call("forward", new NDList(frames(archive(4)), head.get(0), head.get(1)));
    NDArray closed = scored.get(0).softmax(1).sub(1f / 8).matMul(head.get(0));

    NDArray difference = scored.get(2).get(":, 48:").sub(closed).abs().max();

    assertThat(difference.getFloat()).isLessThan(1e-5f);
  }

  @Test
  void featuresGivesTheSameLogitsAndTapsAsForward() throws TranslateException {
    NDArray frames = frames(archive(5));
    NDList scored = call("forward", new NDList(frames, head.get(0), head.get(1)));
    NDList featured = call("features", new NDList(frames, head.get(0), head.get(1)));

    assertThat(featured).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(scored.get(i).sub(featured.get(i)).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @Test
  void recognisesTheKnownKindsOfTheSimulator() throws TranslateException {
    SimulatedFleet fleet =
        new SimulatedFleet(99, 2, new WorldConfig(10, 800, 0.7, 10, 30), Instant.EPOCH);
    List<SimulatedFrame> seen =
        IntStream.range(0, 160).mapToObj(i -> fleet.frame(i % 2, i * 5)).toList();
    List<String> truths = seen.stream().map(frame -> frame.truth().label()).toList();
    assertThat(accuracy(seen.stream().map(SimulatedFrame::frame).toList(), truths))
        .isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void recognisesTheArchive() throws TranslateException {
    List<LabeledFrame> archive = labeled(160);
    List<String> labels = archive.stream().map(LabeledFrame::getLabel).toList();
    assertThat(accuracy(archive.stream().map(LabeledFrame::getFrame).toList(), labels))
        .isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void isLessSureOfUnknownKindsAndFaults() throws TranslateException {
    SimulatedFleet fleet =
        new SimulatedFleet(98, 1, new WorldConfig(10, 0, 0.7, 10, 30), Instant.EPOCH);
    List<SensorFrame> known = new ArrayList<>();
    List<SensorFrame> novel = new ArrayList<>();
    for (int tick = 0; tick < 400; tick += 2) {
      SimulatedFrame frame = fleet.frame(0, tick);
      (frame.truth().novel() ? novel : known).add(frame.frame());
    }
    assertThat(auroc(energies(known), energies(novel))).isGreaterThan(0.97);
  }

  private double accuracy(List<SensorFrame> frames, List<String> labels) throws TranslateException {
    long[] predicted = logits(frames).argMax(1).toLongArray();
    long right =
        IntStream.range(0, predicted.length)
            .filter(i -> name(predicted[i]).equals(labels.get(i)))
            .count();
    return (double) right / predicted.length;
  }

  private String name(long index) {
    return description.get("labels").get((int) index).asText();
  }

  private float[] energies(List<SensorFrame> frames) throws TranslateException {
    return logits(frames).exp().sum(new int[] {1}).log().neg().toFloatArray();
  }

  private static double auroc(float[] known, float[] novel) {
    double wins = 0;
    for (float high : novel) {
      for (float low : known) {
        wins += high > low ? 1 : high == low ? 0.5 : 0;
      }
    }
    return wins / known.length / novel.length;
  }

  private NDArray logits(List<SensorFrame> frames) throws TranslateException {
    return call("features", new NDList(frames(frames), head.get(0), head.get(1))).get(0);
  }

  private NDList call(String method, NDList inputs) throws TranslateException {
    NDList all = new NDList(inputs);
    NDArray selector = manager.zeros(new Shape(1));
    selector.setName("module_method:" + method);
    all.add(selector);
    NDList outputs = predictor.predict(all);
    outputs.attach(manager);
    return outputs;
  }

  private NDArray frames(List<SensorFrame> frames) {
    ByteBuffer pixels = ByteBuffer.allocateDirect(frames.size() * 3 * 32 * 32);
    frames.forEach(frame -> pixels.put(Pictures.networkInput(frame)));
    return manager.create(pixels.flip(), new Shape(frames.size(), 3, 32, 32), DataType.UINT8);
  }

  private static List<SensorFrame> archive(int count) {
    return labeled(count).stream().map(LabeledFrame::getFrame).toList();
  }

  private static List<LabeledFrame> labeled(int count) {
    LabeledFrames archive = new LabeledFrames(97, "team", Instant.EPOCH);
    return IntStream.range(0, count).mapToObj(archive::frame).toList();
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = DemoBundleTest.class.getResourceAsStream(FOLDER + name);
    if (stream == null) {
      throw new IOException("No resource " + FOLDER + name + "; see ops/exporter/README.md");
    }
    return stream;
  }
}
