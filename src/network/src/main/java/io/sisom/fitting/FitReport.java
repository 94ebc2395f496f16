package io.sisom.fitting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How settings were chosen: kept with the reference set, so that a reader can see what they are
 * worth. The same frames give the same report.
 *
 * @param by what settings were chosen by, as in {@code fit.by}
 * @param known frames distances were measured to
 * @param heldOut frames that were told from outliers
 * @param families of outliers, by name
 * @param settings that were taken
 * @param tried every setting that was tried, the defaults of each profile first
 * @param yardsticks published scores put to the same check, by name
 */
public record FitReport(
    String by,
    int known,
    int heldOut,
    List<String> families,
    Map<String, String> settings,
    List<Tried> tried,
    Map<String, Figures> yardsticks) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /**
   * Against outliers.
   *
   * @param near mean AUROC over near families, 0 to 1
   * @param far mean AUROC over far families
   * @param separation what settings are compared by, as of {@link Judgment}
   */
  public record Figures(double near, double far, double separation) {
    static Figures of(Judgment judgment) {
      return new Figures(judgment.near(), judgment.far(), judgment.separation());
    }
  }

  /**
   * A setting that was tried.
   *
   * @param settings that describe it
   * @param figures against outliers
   * @param ratioAverage r_avg (Eq. 10)
   * @param saturated share of saturated units, 0 to 1
   * @param byDefault whether it is its profile's default
   * @param best whether it was its profile's pick
   * @param taken whether it was taken
   */
  public record Tried(
      Map<String, String> settings,
      Figures figures,
      double ratioAverage,
      double saturated,
      boolean byDefault,
      boolean best,
      boolean taken) {}

  /** As text. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts and numbers can be written", e);
    }
  }

  /** From text; empty where it is none, as in sets whose settings were given. */
  public static Optional<FitReport> parse(String json) {
    if (json.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, FitReport.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
