package io.sisom.labeling;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelBookTest {
  private final LabelBook book = new LabelBook();
  private int answers;

  @Test
  void theLatestAnswerOfAnAnnotatorCounts() {
    answer("frame-1", "ann", "cat");
    answer("frame-1", "ann", "dog");

    assertThat(book.settle().byFrame()).isEqualTo(Map.of("frame-1", "dog"));
  }

  @Test
  void aFrameThatAFalseAlarmGaveToCalibrationIsMarked() {
    answer("frame-1", "ann", "cat");
    answer("frame-2", "ann", "cat");
    book.put("frame-2|bob", new Answer("frame-2", "frame-2", "bob", "cat", Instant.EPOCH, true));
    book.put("frame-3|bob", new Answer("frame-3", "frame-3", "bob", "cat", Instant.EPOCH, true));
    answer("frame-3", "bob", "dog");

    assertThat(book.settle().calibration())
        .as("what bob said of frame 3 later is a plain label")
        .containsExactly("frame-2");
  }

  @Test
  void theLabelOfMostAnnotatorsCounts() {
    answer("frame-1", "ann", "cat");
    answer("frame-1", "bob", "dog");
    answer("frame-1", "eve", "cat");

    SettledLabels settled = book.settle();
    assertThat(settled.byFrame()).isEqualTo(Map.of("frame-1", "cat"));
    assertThat(settled.conflictFrames()).isZero();
  }

  @Test
  void twoWhoDisagreeLeaveTheFrameOpenUntilAThirdDecides() {
    answer("frame-1", "ann", "cat");
    answer("frame-1", "bob", "dog");

    SettledLabels open = book.settle();
    assertThat(open.byFrame()).isEmpty();
    assertThat(open.conflictFrames()).isEqualTo(1);

    answer("frame-1", "eve", "dog");
    assertThat(book.settle().byFrame()).isEqualTo(Map.of("frame-1", "dog"));
  }

  @Test
  void aWithdrawnAnswerEndsAConflict() {
    answer("frame-1", "ann", "cat");
    String key = answer("frame-1", "bob", "dog");

    assertThat(book.remove(key)).isPresent();
    assertThat(book.remove(key)).isEmpty();
    assertThat(book.settle().byFrame()).isEqualTo(Map.of("frame-1", "cat"));
  }

  @Test
  void framesWithTheVerySamePixelsCountOnceWithAllTheirAnswers() {
    answer("copy-2", "same", "ann", "cat");
    answer("copy-1", "same", "bob", "dog");
    answer("copy-3", "same", "eve", "dog");

    SettledLabels settled = book.settle();
    assertThat(settled.byFrame()).isEqualTo(Map.of("copy-1", "dog"));
    assertThat(settled.duplicateFrames()).isEqualTo(2);
  }

  @Test
  void anEmptyPoolHasNoLabels() {
    assertThat(book.settle()).isEqualTo(SettledLabels.of(Map.of()));
  }

  @Test
  void countsLabelsThatAreNoClassYet() {
    answer("frame-1", "ann", "cat");
    answer("frame-2", "ann", "wombat");
    answer("frame-3", "ann", "wombat");

    assertThat(book.settle().countWithout(List.of("cat"))).isEqualTo(Map.of("wombat", 2));
  }

  private String answer(String frameId, String annotator, String label) {
    return answer(frameId, frameId, annotator, label);
  }

  private String answer(String frameId, String picture, String annotator, String label) {
    String key = "key-" + answers++;
    book.put(
        key, new Answer(frameId, picture, annotator, label, Instant.ofEpochSecond(answers), false));
    return key;
  }

  @Test
  void aFrameThatMostCallForeignHasNoLabelAndIsNoConflict() {
    answer("frame-1", "ann", "cat");
    none("frame-1", "bob", LabelKind.FOREIGN);
    assertThat(book.settle().conflictFrames()).as("one against one").isEqualTo(1);

    none("frame-1", "eve", LabelKind.FOREIGN);
    none("frame-2", "bob", LabelKind.FAULT);

    SettledLabels settled = book.settle();
    assertThat(settled.byFrame()).isEmpty();
    assertThat(settled.none())
        .isEqualTo(Map.of("frame-1", LabelKind.FOREIGN, "frame-2", LabelKind.FAULT));
    assertThat(settled.conflictFrames()).isZero();
    assertThat(settled.countWithout(List.of())).as("no class waits").isEmpty();
  }

  @Test
  void aClassThatIsCalledLikeAKindIsAClass() {
    answer("frame-1", "ann", "fault");
    none("frame-1", "bob", LabelKind.FAULT);
    assertThat(book.settle().conflictFrames()).isEqualTo(1);
    answer("frame-1", "eve", "fault");
    assertThat(book.settle().byFrame()).isEqualTo(Map.of("frame-1", "fault"));
  }

  private void none(String frameId, String annotator, LabelKind kind) {
    answers++;
    book.put(
        frameId + "|" + annotator,
        new Answer(
            frameId, frameId, annotator, kind.word(), Instant.ofEpochSecond(answers), false, kind));
  }

  @Test
  void aForeignFrameThatOneAnswerMutesIsMutedAndNoOther() {
    none("foreign", "ann", LabelKind.FOREIGN);
    mute("foreign", "bob", LabelKind.FOREIGN);
    none("heard", "ann", LabelKind.FOREIGN);
    mute("cat", "ann", LabelKind.FOREIGN);
    answer("cat", "bob", "cat");
    answer("cat", "eve", "cat");
    mute("fault", "ann", LabelKind.FAULT);

    assertThat(book.settle().muted()).containsExactly("foreign");
    none("foreign", "bob", LabelKind.FOREIGN);
    assertThat(book.settle().muted()).as("taken back by the same person").isEmpty();
  }

  private void mute(String frameId, String annotator, LabelKind kind) {
    answers++;
    book.put(
        frameId + "|" + annotator,
        new Answer(
            frameId,
            frameId,
            annotator,
            kind.word(),
            Instant.ofEpochSecond(answers),
            false,
            kind,
            true));
  }
}
