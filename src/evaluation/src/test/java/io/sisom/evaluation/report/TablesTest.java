package io.sisom.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.FalseAlarm;
import io.sisom.evaluation.FittedMethod;
import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.FrameLocation;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetSummary;
import io.sisom.measure.SetFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the figures are said to mean: which is the best, who is ahead, and by how much. */
class TablesTest {
  private static final List<Role> ROLES = List.of(Role.NEAR, Role.FAR, Role.NEAR);

  @Test
  void theHeadlineComparesWithTheBestPublishedMethodAndNoOther() {
    assertThat(Headline.of(evaluation(3)))
        .containsExactly(
            "SISOMe puts a near-OOD frame above a known one 85.00 % of the time (mean AUROC),"
                + " 5.00 points ahead of the best published method, KNN (80.00).",
            "SISOMe puts a far-OOD frame above a known one 95.00 % of the time (mean AUROC),"
                + " 2.00 points behind the best published method, Energy (97.00).",
            "Asked for 1 % false alarms, it raised 1.25 % on the known test frames.",
            "3 of the known test frames are among the frames everything was fitted on: the"
                + " figures flatter.");
  }

  @Test
  void aLeadThatDoesNotShowIsNone() {
    Evaluation level =
        of(
            0,
            method("SISOMe", Kind.STREAM, new double[] {.8, .9, .8}),
            method("KNN", Kind.BASELINE, new double[] {.8004, .9, .8004}));
    assertThat(Headline.of(level).get(0)).contains(", level with the best published method, KNN");
  }

  @Test
  void columnsGoByRoleWithTheirMeanAndMarkTheHighestAuroc() {
    ResultTable table = ResultTable.auroc(evaluation(0));
    assertThat(table.columns()).containsExactly("set-0", "set-2", "near mean", "set-1", "far mean");
    assertThat(texts(table))
        .containsExactly(
            List.of("80.00 ", "90.00 ", "85.00 ", "95.00 ", "95.00 "),
            List.of("70.00 ", "90.00 ", "80.00 ", "91.00 ", "91.00 "),
            List.of("60.00 ", "50.00 ", "55.00 ", "97.00 ", "97.00 "),
            List.of("99.00*", "99.00*", "99.00*", "99.00*", "99.00*"));
  }

  @Test
  void theLowestFalsePositiveRateIsTheBestAndEqualsAreBestTogether() {
    ResultTable table =
        ResultTable.fpr(
            of(
                0,
                method("SISOMe", Kind.STREAM, new double[] {.8, .9, .7}),
                method("KNN", Kind.BASELINE, new double[] {.80001, .95, .6})));
    assertThat(texts(table))
        .containsExactly(
            List.of("20.00*", "30.00*", "25.00*", "10.00 ", "10.00 "),
            List.of("20.00*", "40.00 ", "30.00 ", "5.00*", "5.00*"));
  }

  private static List<List<String>> texts(ResultTable table) {
    return table.rows().stream()
        .map(
            row ->
                row.cells().stream().map(cell -> cell.text() + (cell.best() ? "*" : " ")).toList())
        .toList();
  }

  /** The last is better than all, but not published. */
  private static Evaluation evaluation(int repeated) {
    return of(
        repeated,
        method("SISOMe", Kind.STREAM, new double[] {.8, .95, .9}),
        method("KNN", Kind.BASELINE, new double[] {.7, .91, .9}),
        method("Energy", Kind.BASELINE, new double[] {.6, .97, .5}),
        method("without weight", Kind.ABLATION, new double[] {.99, .99, .99}));
  }

  /** A false-positive rate is what is missing to 1 here. */
  private static MethodResult method(String name, Kind kind, double[] auroc) {
    List<SetFigures> figures =
        IntStream.range(0, auroc.length)
            .mapToObj(s -> new SetFigures(name, "set-" + s, 9, auroc[s], 0, 0, 1 - auroc[s], 0))
            .toList();
    return new MethodResult(
        new FittedMethod(
            name,
            "a paper",
            kind,
            0,
            frames -> {
              throw new AssertionError("a report scores nothing");
            },
            Optional.empty()),
        new double[0],
        List.of(),
        figures,
        0,
        List.of(new FalseAlarm(0.01, 0.0125)));
  }

  /** What the tables do not look at is left out. */
  @SuppressWarnings("NullAway")
  private static Evaluation of(int repeated, MethodResult... methods) {
    List<SetSummary> novel =
        IntStream.range(0, ROLES.size())
            .mapToObj(s -> new SetSummary(set("set-" + s, ROLES.get(s)), null, false))
            .toList();
    return new Evaluation(
        Instant.EPOCH,
        "net@1",
        null,
        null,
        null,
        novel,
        OptionalDouble.empty(),
        repeated,
        0,
        List.of(methods),
        null,
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static FrameSet set(String name, Role role) {
    return new FrameSet(
        name, role, List.of(new FrameLocation.ImagesIn(Path.of(name))), FrameSet.WHOLE);
  }
}
