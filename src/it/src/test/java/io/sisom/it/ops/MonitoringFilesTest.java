package io.sisom.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard, the alert rules and docs/operations.md speak of the same things. */
class MonitoringFilesTest {
  private static final Path DASHBOARD = Path.of("ops/grafana/dashboards/sisom-streams.json");
  private static final Path DATASOURCE =
      Path.of("ops/grafana/provisioning/datasources/prometheus.yml");
  private static final Path RULES = Path.of("ops/prometheus/rules.yml");
  private static final Path MANUAL = Path.of("docs/operations.md");

  private static final Pattern METRIC = Pattern.compile("\\bsisom_[a-z_]+");
  private static final Pattern SERIES_OF_ONE_METRIC = Pattern.compile("_(bucket|count|sum|max)$");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern ALERT_IN_MANUAL = Pattern.compile("(?m)^\\| (Sisom\\w+) \\|");

  @Test
  void everyMetricOnTheDashboardAndInTheRulesIsExplained() throws IOException {
    Set<String> explained = metricsIn(Files.readString(MANUAL));
    assertThat(metricsIn(Files.readString(DASHBOARD))).isNotEmpty().isSubsetOf(explained);
    assertThat(metricsIn(Files.readString(RULES))).isNotEmpty().isSubsetOf(explained);
  }

  @Test
  void everyAlertRuleSaysWhatToDoAndNoOtherIsPromised() throws IOException {
    assertThat(all(ALERT_IN_MANUAL, Files.readString(MANUAL)))
        .isNotEmpty()
        .isEqualTo(all(ALERT, Files.readString(RULES)));
  }

  @Test
  void everyPanelAsksTheProvisionedDatasource() throws IOException {
    String datasource = Files.readString(DATASOURCE);
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    assertThat(dashboard.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(d -> assertThat(datasource).contains("uid: " + d.path("uid").asText() + "\n"));
  }

  @Test
  void panelsHaveIdsOfTheirOwnAndFillTheGridWithoutOverlap() throws IOException {
    Set<Integer> ids = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("id of %s", panel.path("title")).isTrue();
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        assertThat(x).isLessThan(24);
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y))
              .as("%s alone at its place", panel.path("title"))
              .isTrue();
        }
      }
    }
    assertThat(ids).isNotEmpty();
  }

  private static Set<String> metricsIn(String text) {
    return all(METRIC, text).stream()
        .map(name -> SERIES_OF_ONE_METRIC.matcher(name).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(found.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
