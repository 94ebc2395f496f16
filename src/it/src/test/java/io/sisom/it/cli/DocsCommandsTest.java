package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sisom.cli.SisomCommand;
import io.sisom.cli.config.SisomConfig;
import io.sisom.setting.DeclaredSetting;
import io.sisom.testkit.Docs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/**
 * Every command in the docs is one that there is. Those of the README's first use run in {@link
 * DocsFirstUseIT}, the exporter's in {@code ExporterReadmeTest}; the others' options are parsed.
 */
class DocsCommandsTest {
  /** Commands that are none of ours: how they begin, and why they are not run by a test. */
  private static final Map<String, String> NOT_RUN = new LinkedHashMap<>();

  static {
    NOT_RUN.put("mvn ", "builds and tests: what CI runs");
    NOT_RUN.put("java -cp ", "run by DocsFirstUseIT");
    NOT_RUN.put(
        "curl ", "needs a gateway that runs; FeedLiveIT and FrameGatewayTest send the same");
    NOT_RUN.put("docker ", "needs an engine; .ci/run tries compose and images");
    NOT_RUN.put("STACK_MODEL_DIR=", "needs an engine; .ci/run tries compose");
    NOT_RUN.put("export STACK_CONSOLE_TOKEN=", "a variable for docker compose");
    NOT_RUN.put("kafka-configs.sh ", "Kafka's own program, against the user's broker");
    NOT_RUN.put("D=", "a variable of the shell");
    NOT_RUN.put("python3 -m venv ", "installs from a package index");
    NOT_RUN.put("python sisom_export.py ", "run by ExporterReadmeTest");
    NOT_RUN.put("python ops/exporter/train_demo.py ", "trains for minutes");
    NOT_RUN.put("python ops/exporter/bench_step.py", "measures for minutes");
    NOT_RUN.put(
        "bash ops/gpu/active-learning.sh ", "needs a GPU; ActiveLearningScriptTest parses it");
    NOT_RUN.put("set -- ", "draws the frames that train_demo.py learns from");
  }

  /** How blocks begin that hold no commands: the demo's output, and the picture of the flow. */
  private static final Pattern NO_COMMANDS =
      Pattern.compile("(\\d+\\.\\d s  a Kafka broker runs|feeds ──▶).*");

  private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z_]*)=\\S*");
  private static final Pattern KEY = Pattern.compile("`([a-z]+(?:\\.[a-z]+)+)(?:=[^`]*)?`");

  /** Look like settings and are packages and a file. */
  private static final Set<String> NO_SETTINGS = Set.of("console.fleet", "device.pt", "feed.live");

  /**
   * One of a page.
   *
   * @param whole as to be typed, and not named within a sentence
   */
  record Command(Path page, String text, boolean whole) {
    @Override
    public String toString() {
      return page + ": " + text;
    }
  }

  static Stream<Command> all() throws Exception {
    List<Command> commands = new ArrayList<>();
    for (Path page : Docs.pages()) {
      for (List<String> block : Docs.blocks(page)) {
        if (!block.isEmpty() && !NO_COMMANDS.matcher(block.get(0)).matches()) {
          block.forEach(line -> commands.add(new Command(page, line, true)));
        }
      }
      Docs.inline(page).forEach(text -> commands.add(new Command(page, text, false)));
    }
    return commands.stream();
  }

  @Test
  void findsThemAll() throws Exception {
    Map<Path, Long> counts =
        all().collect(Collectors.groupingBy(Command::page, Collectors.counting()));
    assertThat(counts).hasSizeGreaterThan(7);
    assertThat(counts.get(Path.of("README.md"))).isGreaterThan(20);
    assertThat(counts.get(Path.of("ops/exporter/README.md"))).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCommandIsOneThatThereIs(Command command) {
    List<String> words = new ArrayList<>(Docs.words(command.text()));
    while (!words.isEmpty() && VARIABLE.matcher(words.get(0)).matches() && isOurs(command.text())) {
      assertIsSetting(words.remove(0));
    }
    if (words.isEmpty() || !words.get(0).equals("./sisom")) {
      assertThat(NOT_RUN.keySet())
          .as("'%s' is neither parsed nor named in NOT_RUN with a reason", command)
          .anyMatch(start -> command.text().startsWith(start));
      return;
    }
    boolean whole = command.whole() && !words.contains("…");
    String[] arguments =
        words.stream()
            .skip(1)
            .takeWhile(word -> !word.equals("…") && !word.equals(">"))
            .toArray(String[]::new);
    assertThatCode(() -> parse(arguments, whole)).as(command.toString()).doesNotThrowAnyException();
    settingsOf(words).forEach((key, value) -> assertSettingExists(key));
  }

  @Test
  void everySettingNamedIsOneThatThereIs() throws Exception {
    Set<String> groups = known().stream().map(DocsCommandsTest::group).collect(Collectors.toSet());
    for (Path page : Docs.pages()) {
      Set<String> unknown = new TreeSet<>();
      Matcher named = KEY.matcher(Files.readString(page));
      while (named.find()) {
        String key = named.group(1);
        boolean setting = groups.contains(group(key)) && !NO_SETTINGS.contains(key);
        if (setting && !known().contains(key)) {
          unknown.add(key);
        }
      }
      assertThat(unknown).as("settings named in %s that there are not", page).isEmpty();
    }
  }

  @Test
  void everySettingInAPropertiesBlockIsOneThatThereIs() throws Exception {
    List<String> keys = new ArrayList<>();
    for (Path page : Docs.pages()) {
      Docs.properties(page)
          .forEach(block -> block.forEach(line -> keys.add(line.substring(0, line.indexOf('=')))));
    }
    assertThat(keys).isNotEmpty().allSatisfy(DocsCommandsTest::assertSettingExists);
  }

  @Test
  void everyReasonIsStillNeeded() throws Exception {
    List<Command> all = all().toList();
    assertThat(NOT_RUN.keySet())
        .allSatisfy(start -> assertThat(all).anyMatch(one -> one.text().startsWith(start)));
  }

  private static boolean isOurs(String text) {
    return text.contains("./sisom ");
  }

  private static void parse(String[] arguments, boolean whole) {
    try {
      SisomCommand.commandLine().parseArgs(arguments);
    } catch (MissingParameterException e) {
      if (whole) { // a sentence may speak of a command without what it needs
        throw e;
      }
    }
  }

  private static Map<String, String> settingsOf(List<String> words) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals("--set")) {
        String[] pair = words.get(i + 1).split("=", 2);
        settings.put(pair[0], pair[1]);
      }
    }
    return settings;
  }

  private static void assertIsSetting(String assignment) {
    String name = assignment.substring(0, assignment.indexOf('='));
    assertThat(name).startsWith("SISOM_");
    String key = name.substring("SISOM_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    assertSettingExists(key);
  }

  private static void assertSettingExists(String key) {
    if (!key.startsWith("kafka.")) {
      assertThat(known()).contains(key);
    }
  }

  private static String group(String key) {
    return key.substring(0, key.indexOf('.') < 0 ? key.length() : key.indexOf('.'));
  }

  private static Set<String> known() {
    return SisomConfig.CATALOG.settings().stream()
        .map(DeclaredSetting::key)
        .collect(Collectors.toSet());
  }
}
