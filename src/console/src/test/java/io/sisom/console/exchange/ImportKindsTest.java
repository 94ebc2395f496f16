package io.sisom.console.exchange;

import static io.sisom.console.exchange.ExchangeFormat.COCO;
import static io.sisom.console.exchange.ExchangeFormat.CSV;
import static io.sisom.console.exchange.ExchangeFormat.LABEL_STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.testkit.Shared;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as other programs write them. */
class ImportKindsTest {
  private static final List<String> FRAMES =
      IntStream.range(0, 100).mapToObj(i -> "live-" + i).toList();

  private static final String CATEGORIES =
      "\"categories\": [{\"id\": \"p\", \"name\": \"person\"}, {\"id\": 2, \"name\": \"car\"}]";

  // COCO

  @Test
  void cocoIdsAreComparedAsTheyAreWritten() throws Exception {
    Reading read =
        coco(
            "{'id': '3f2b', 'file_name': 'live-21.jpg'}, {'id': 7, 'file_name': 'live-22.jpg'}",
            "{'id': 'x', 'image_id': '3f2b', 'category_id': 'p'},"
                + " {'id': 'y', 'image_id': '7', 'category_id': 2.0},"
                + " {'id': 'z', 'image_id': 'gone', 'category_id': 2},"
                + " {'id': 'w', 'image_id': 7, 'category_id': 'q'}, {'id': 'v'}");
    assertThat(read.said()).containsExactly("live-21=person", "live-22=car");
    assertThat(read.refused).containsExactly("no-image", "no-category", "no-image");
  }

  @Test
  void cocoPicturesOfAnExportAreFoundAgainInWhateverFolder() throws Exception {
    String name = PictureName.of("live-1");
    String other = PictureName.of("live-2").replace(".png", ".jpg");
    Reading read =
        coco(
            "{'id': 1, 'file_name': 'run/pics/"
                + name
                + "'},"
                + " {'id': 2, 'file_name': 'C:\\\\\\\\pics\\\\\\\\"
                + other
                + "'},"
                + " {'id': 3, 'file_name': 'images/train/live-3.jpg'}, {'id': 4}",
            annotations(1, 2, 3, 4));
    assertThat(read.said()).containsExactly("live-1=car", "live-2=car", "live-3=car");
    assertThat(read.refused).containsExactly("unknown-frame");
  }

  @Test
  void cocoNamesThatMayMeanTwoFramesMeanNone() throws Exception {
    Reading two =
        Reading.of(
            COCO,
            json("{'id': 1, 'file_name': 'a/x.jpg'}", annotations(1)),
            List.of("x", "x.jpg", "y"));
    assertThat(two.labels).isEmpty();
    assertThat(two.refused).containsExactly("ambiguous-frame");

    Reading same =
        coco(
            "{'id': 1, 'file_name': 'train/live-3.jpg'}, {'id': 2, 'file_name': 'val/live-3.jpg'},"
                + " {'id': 3, 'file_name': 'live-4.jpg'}, {'id': 3, 'file_name': 'live-5.jpg'}",
            annotations(1, 3));
    assertThat(same.labels).isEmpty();
    assertThat(same.refused).containsExactly("ambiguous-frame", "ambiguous-frame");
  }

  @Test
  void cocoAnnotationsMayComeBeforeWhatTheyName() throws Exception {
    String file =
        ("{\"annotations\": [" + annotations(1) + "], " + CATEGORIES + ", \"images\": [")
            + "{\"id\": 1, \"file_name\": \"live-9.png\"}]}";
    assertThat(Reading.of(COCO, file.replace('\'', '"'), FRAMES).said())
        .containsExactly("live-9=car");
    assertThatThrownBy(() -> Reading.of(COCO, file.replace('\'', '"') + "{}", FRAMES))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("more follows");
  }

  @Test
  void twoLabelsOfOneAnnotatorForOneFrameAreAConflictByName() throws Exception {
    ImportedAnswers answers =
        Reading.answers(
            COCO,
            json(
                "{'id': 1, 'file_name': 'live-1.jpg'}, {'id': 2, 'file_name': 'live-2.jpg'}",
                annotations(1, 2, 2) + ", {'image_id': 1, 'category_id': 'p'}"),
            FRAMES);
    assertThat(Reading.said(answers)).containsExactly("live-2|ann=car");
    assertThat(answers.refusals().counts()).containsEntry("two-labels", 2);
    assertThat(answers.refusals().first().get(0).frame()).isEqualTo("live-1");
    assertThat(answers.passedOver()).containsEntry("same-answer-again", 1);
  }

  // CSV

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffframeId,label\r\nlive-33,person\r\n",
        "frameId,label\nlive-33,person\n\n\n",
        "frameId;label\r\nlive-33;person\r\n;\r\n",
        "frameId\tlabel\rlive-33\tperson\r",
        "Frame ID ; LABEL ; \r\nlive-33;person;\r\n",
        "sep=;\r\nframe_id;label\r\nlive-33;person",
        "\n\"frameId\",\"label\"\n\"live-33\",\"person\",,,\n",
        "frameId,label,annotator\nlive-33,person\n"
      })
  void csvIsReadAsSpreadsheetsWriteIt(String file) throws Exception {
    assertThat(Reading.of(CSV, file, FRAMES).said()).containsExactly("live-33=person");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void unicodeTextOfExcelIsRead(String charset) throws Exception {
    for (String mark : List.of("\ufeff", "")) {
      byte[] file =
          (mark + "frameId\tlabel\r\nlive-33\tGir\u00e4ffe\r\n").getBytes(Charset.forName(charset));
      assertThat(Reading.of(CSV, file, FRAMES).said()).containsExactly("live-33=Gir\u00e4ffe");
    }
  }

  @Test
  void aFileOfAnotherEncodingIsRefusedAndNoCharacterGuessed() {
    byte[] file = "frameId,label\nlive-33,Gir\u00e4ffe\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Reading.of(CSV, file, FRAMES))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("CSV UTF-8");
  }

  @Test
  void rowsOfMoreCellsAreRefusedAndEmptyOnesCounted() throws Exception {
    Reading read =
        Reading.of(CSV, "frameId,label\nlive-1,kite, red\n\nlive-2,\n,car\nlive-3,car\n", FRAMES);
    assertThat(read.said()).containsExactly("live-3=car");
    assertThat(read.refused).containsExactly("malformed-row", "no-frame");
    assertThat(read.passedOver).containsEntry("blank-row", 1).containsEntry("row-without-label", 1);
  }

  @Test
  void cellsThatBeginLikeFormulasComeBackAsTheyWere() throws Exception {
    Reading read = Reading.of(CSV, "frameId,label\n'=frame,'-kite\n'live,'s\n", FRAMES);
    assertThat(read.said()).containsExactly("=frame=-kite", "'live='s");
  }

  // Label Studio

  @Test
  void onlyTheControlNamedLabelCounts() throws Exception {
    Reading read =
        studio(task(13, "annotations", choice("quality", "blurry"), choice("label", "person")));
    assertThat(read.said()).containsExactly("live-13=person");
    assertThat(read.passedOver).containsEntry("other-control", 1);

    Reading other = studio(task(13, "annotations", choice("quality", "blurry")));
    assertThat(other.labels).isEmpty();
    assertThat(other.passedOver).containsEntry("no-choice-of-control-label", 1);
  }

  @Test
  void severalArraysAndTasksALineAreReadToTheEnd() throws Exception {
    String nine = task(9, "annotations", choice("label", "person"));
    String ten = task(10, "annotations", choice("label", "car"));
    for (String file :
        List.of(
            "[" + nine + "]\n[" + ten + "]",
            nine + "\n" + ten + "\n",
            "[" + nine + "," + ten + "]")) {
      assertThat(studio(file).said()).containsExactly("live-9=person", "live-10=car");
    }
    assertThatThrownBy(() -> studio("[" + nine + "]\n[" + ten))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void completionsAreReadAndSeveralChoicesAreRefused() throws Exception {
    assertThat(studio("[" + task(2, "completions", choice("label", "person")) + "]").said())
        .containsExactly("live-2=person");
    Reading several = studio(task(3, "annotations", choice("label", "person\",\"car")));
    assertThat(several.labels).isEmpty();
    assertThat(several.refused).containsExactly("several-choices");
  }

  @Test
  void aTaskWithoutAFrameIdIsFoundByThePictureOfAnExport() throws Exception {
    String image = "/data/local-files/?d=frames/" + PictureName.of("live-4");
    String file =
        "[{\"id\":1,\"annotations\":[{\"result\":["
            + choice("label", "car")
            + "]}],"
            + "\"data\":{\"image\":\""
            + image
            + "\"}}]";
    assertThat(studio(file).said()).containsExactly("live-4=car");
    assertThat(studio(file.replace("frames/", "frames/z")).refused)
        .containsExactly("unknown-frame");
  }

  // Names

  @Test
  void namesThatCannotBeSeenAreRefusedAndTheFormIsOne() throws Exception {
    ImportedAnswers answers =
        Reading.answers(
            CSV,
            "frameId,label,annotator\nlive-1,car\u200b,\nlive-2,cafe\u0301,\nlive-3,car,a\u202eb\n"
                + "live-4,traffic\u00a0light,\n",
            FRAMES);
    assertThat(Reading.said(answers))
        .containsExactly("live-2|ann=caf\u00e9", "live-4|ann=traffic light");
    assertThat(answers.refusals().counts())
        .containsEntry("bad-label", 1)
        .containsEntry("bad-annotator", 1);
  }

  @Test
  void refusalsAreToldToAHundredAndCountedBeyond() throws Exception {
    StringBuilder file = new StringBuilder("frameId,label\n");
    IntStream.range(0, 5_000).forEach(i -> file.append("no-").append(i).append(",car\n"));
    ImportedAnswers answers = Reading.answers(CSV, file.toString(), FRAMES);
    assertThat(answers.refusals().total()).isEqualTo(5_000);
    assertThat(answers.refusals().first()).hasSize(Refusals.MOST_TOLD);
  }

  // Bounds

  @Test
  void deepJsonAndLongTextsAreRefusedInWords() {
    for (ExchangeFormat format : List.of(LABEL_STUDIO, COCO)) {
      assertThatThrownBy(() -> Reading.of(format, "{\"a\":" + "[".repeat(5_000), FRAMES))
          .isInstanceOf(ImportException.class);
    }
    String longName = "[{\"data\":{\"frame_id\":\"" + "x".repeat(100_000) + "\"}}]";
    assertThatThrownBy(() -> studio(longName)).isInstanceOf(ImportException.class);
    assertThatThrownBy(() -> Reading.of(CSV, "frameId,label\nx," + "x".repeat(9_000), FRAMES))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("line 2");
  }

  // The cases' own files

  @Test
  void theFilesOfTheCasesAreRead() throws Exception {
    Path cases = Shared.cases();
    assertThat(read(COCO, cases.resolve("12-coco-string-ids/uuid.json")).said())
        .containsExactly("live-21=person", "live-22=car");
    assertThat(read(COCO, cases.resolve("14-coco-round-trip/stripped.json")).said()).hasSize(20);
    assertThat(read(COCO, cases.resolve("14-coco-round-trip/dir.json")).said())
        .containsExactly("live-27=person");
    assertThat(read(CSV, cases.resolve("15-csv-excel/bom.csv")).said())
        .containsExactly("live-33=person");
    assertThat(read(CSV, cases.resolve("15-csv-excel/blank.csv")).said())
        .containsExactly("live-35=person");
    Path studio = cases.resolve("17-ls-two-choices");
    assertThat(read(LABEL_STUDIO, studio.resolve("two-choices.json")).said())
        .containsExactly("live-13=person");
    assertThat(read(LABEL_STUDIO, studio.resolve("twice.json")).said())
        .containsExactly("live-9=person", "live-10=person");
    assertThat(read(LABEL_STUDIO, studio.resolve("completions.json")).said())
        .containsExactly("live-2=person");
    assertThat(read(LABEL_STUDIO, studio.resolve("multi.json")).refused)
        .containsExactly("several-choices");
  }

  private static Reading read(ExchangeFormat format, Path file) throws Exception {
    return Reading.of(format, Files.readAllBytes(file), FRAMES);
  }

  @Test
  void anExportIsReadAgainAfterAnotherToolTookItsOwnFieldsAway() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    COCO.write(
        List.of(
            new ExchangedFrame(
                Exported.answered("live-6", "car"), "pics/" + PictureName.of("live-6"), 1, 1)),
        out);
    String stripped =
        out.toString(StandardCharsets.UTF_8)
            .replace(",\"frame_id\":\"live-6\"", "")
            .replaceAll(",\"annotator\":\"[^\"]*\"", "");
    assertThat(stripped).doesNotContain("frame_id").doesNotContain("annotator");
    assertThat(Reading.said(Reading.answers(COCO, stripped, FRAMES)))
        .containsExactly("live-6|ann=car");
  }

  private static Reading coco(String images, String annotations) throws Exception {
    return Reading.of(COCO, json(images, annotations), FRAMES);
  }

  private static String json(String images, String annotations) {
    return "{\"images\": [%s], \"annotations\": [%s], %s}"
        .formatted(images, annotations, CATEGORIES)
        .replace('\'', '"')
        .replace("\\\\", "\\");
  }

  private static String annotations(int... images) {
    return String.join(
        ", ",
        IntStream.of(images)
            .mapToObj(image -> "{'id': 1, 'image_id': %d, 'category_id': 2}".formatted(image))
            .toList());
  }

  private static Reading studio(String file) throws Exception {
    return Reading.of(LABEL_STUDIO, file, FRAMES);
  }

  private static String task(int frame, String key, String... results) {
    return "{\"id\":1,\"%s\":[{\"completed_by\":7,\"result\":[%s]}],\"data\":{\"frame_id\":\"live-%d\"}}"
        .formatted(key, String.join(",", results), frame);
  }

  private static String choice(String control, String label) {
    return "{\"from_name\":\"%s\",\"to_name\":\"image\",\"type\":\"choices\",\"value\":{\"choices\":[\"%s\"]}}"
        .formatted(control, label);
  }
}
