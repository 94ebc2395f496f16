package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.QueueRig;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.schema.ReferenceManifest;
import io.sisom.setting.Settings;
import io.sisom.testkit.Thorough;
import io.sisom.version.BlobSource;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionPublisher;
import io.sisom.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The labeling page where the live version has a thousand classes, far more than keys. */
@Thorough
@EnabledWithChromium
class LabelManyClassesIT {
  private static final int FRAMES = 120;
  private static final List<String> ADJECTIVES =
      List.of(
          ("amber azure black blue bronze brown coral crimson cyan dark dusty emerald fading golden"
                  + " gray green hollow indigo ivory jade lemon lilac linen long maroon mint narrow"
                  + " navy ochre olive orange pale pearl pink plum purple red rose rusty sandy")
              .split(" "));
  private static final List<String> NOUNS =
      List.of(
          ("anchor barrel basket bench bicycle boat bottle bridge broom bucket cabinet candle cart"
                  + " chair clock cone crane crate dog door drum fence flag forklift kettle")
              .split(" "));

  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of());
    List<String> classes =
        ADJECTIVES.stream().flatMap(a -> NOUNS.stream().map(n -> a + " " + n)).toList();
    publish(site.rig().config(), classes);
    WorldConfig world = Settings.defaults(WorldConfig.class);
    SimulatedFleet fleet = new SimulatedFleet(7, 3, world, Instant.now().minusSeconds(60));
    try (Drive drive = new Drive(site.rig().config())) {
      for (int i = 0; i < FRAMES; i++) {
        List<String> others = List.of("red crate", "rose crate", "rusty cart", "pale crate");
        drive.offer(fleet.frame(i % 3, i).frame(), "plum crate", others, 0.001 + 1e-5 * i);
      }
      drive.flush();
    }
    site.awaitWaiting(FRAMES);
    await().atMost(QueueRig.PATIENCE).until(() -> site.console().versions().active().isPresent());
  }

  /** A version that nobody scores with: the console reads its manifest alone. */
  private static void publish(SisomConfig config, List<String> labels) throws Exception {
    ReferenceManifest.Builder about =
        ReferenceManifest.newBuilder()
            .setModelVersion("net@1")
            .setLabels(labels)
            .setKnownByLabel(labels.stream().collect(Collectors.toMap(it -> it, it -> 4)))
            .setKnownFrames(4 * labels.size())
            .setPooledFrames(4 * labels.size())
            .setUnknownLabelFrames(0)
            .setCalibrationFrames(800)
            .setForm("zscore")
            .setRatioAverage(1)
            .setWeight(1)
            .setAccuracy(1);
    Map<String, BlobSource> blobs =
        Stream.of("model.json", "model.pt", "reference.safetensors")
            .collect(
                Collectors.toMap(
                    it -> it, it -> BlobSource.of(it.getBytes(StandardCharsets.UTF_8))));
    ReferenceTopic topic =
        new ReferenceTopic(
            config.kafka().producerProperties(),
            config.topics().references(),
            WriterSchemas.none());
    new VersionPublisher(topic, config.store(), Clock.systemUTC())
        .publish(about, blobs, (done, total) -> {});
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @AfterEach
  void leave() {
    site.closePages();
    assertThat(site.complaints()).isEmpty();
  }

  @Test
  void theGuessesHaveTheDigitsInTheirOrder() throws Exception {
    Page page = site.annotator("guesser");
    Locator guesses = page.locator("#classes button");
    guesses.first().waitFor();
    assertThat(guesses.allTextContents())
        .containsExactly("1plum crate", "2red crate", "3rose crate", "4rusty cart", "5pale crate");
    String first = shown(page);
    page.waitForTimeout(120);
    page.keyboard().press("3");
    eventually(() -> records("guesser").size() == 1);
    assertThat(records("guesser")).containsExactly(first + "|guesser=rose crate");
  }

  @Test
  void aClassIsFoundByPartsOfItsNameAndHasALetterFromThenOn() throws Exception {
    Page page = site.annotator("finder");
    String first = shown(page);
    page.waitForTimeout(120);
    page.keyboard().press("/");
    page.keyboard().type("mar ket");
    assertThat(page.locator("#matches [aria-selected=true]").textContent())
        .isEqualTo("maroon kettle");
    page.keyboard().press("Enter");
    eventually(() -> !shown(page).equals(first));
    Locator lately = page.locator("#classes button[value='maroon kettle']");
    String key = lately.getAttribute("aria-keyshortcuts");
    assertThat(key).matches("[a-z]");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      page.waitForTimeout(150);
      waits.add(millisToNext(page, key));
    }
    eventually(() -> records("finder").size() == 9);
    assertThat(records("finder")).allMatch(record -> record.endsWith("=maroon kettle"));
    page.reload();
    assertThat(lately.getAttribute("aria-keyshortcuts")).as("the same tomorrow").isEqualTo(key);
    System.out.println("from key to next frame among 1000 classes, ms: " + waits);
  }

  @Test
  void whoDoesNotKnowTheNamesSeesThemListed() {
    Page page = site.annotator("reader");
    shown(page);
    page.keyboard().press("/");
    page.keyboard().press("ArrowDown");
    Locator options = page.locator("#matches [role=option]");
    assertThat(options.count()).isEqualTo(60);
    assertThat(options.first().textContent()).as("likely ones first").isEqualTo("plum crate");
    assertThat(options.nth(5).textContent()).as("then by name").isEqualTo("amber anchor");
    assertThat(page.locator("#matches .rest").textContent()).isEqualTo("and 940 more: write on");
    page.keyboard().press("Escape");
    assertThat(page.locator("#matches").isVisible()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theClassesFitADeskAndAPhone(ColorScheme scheme) {
    String name = scheme.name().toLowerCase(Locale.ROOT);
    Page desk = site.annotator("ann" + name, ConsoleSite.options(1440, 900).setColorScheme(scheme));
    labelSome(desk);
    ConsoleSite.picture(desk, "label-1000-" + name);
    assertThat(desk.evaluate("document.documentElement.scrollHeight <= innerHeight"))
        .isEqualTo(true);
    desk.keyboard().press("/");
    desk.keyboard().type("cra");
    ConsoleSite.picture(desk, "label-1000-find-" + name);
    NewContextOptions phone =
        ConsoleSite.options(390, 844).setColorScheme(scheme).setHasTouch(true).setIsMobile(true);
    Page small = site.annotator("bob" + name, phone);
    labelSome(small);
    ConsoleSite.picture(small, "label-1000-phone-" + name);
    assertThat(small.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(small.locator("#classes button").first().boundingBox().y)
        .as("the guesses are seen without scrolling")
        .isLessThan(700);
    small.locator("#other").tap();
    small.locator("#other").fill("rus");
    ConsoleSite.picture(small, "label-1000-phone-find-" + name);
    assertThat(small.locator("#matches").boundingBox().height).isBetween(40.0, 500.0);
  }

  private static void labelSome(Page page) {
    for (String label : List.of("jade cone", "olive dog", "mint clock")) {
      String before = shown(page);
      page.waitForTimeout(150);
      page.locator("#other").fill(label);
      page.locator("#other").press("Enter");
      eventually(() -> !shown(page).equals(before));
    }
  }

  private static String shown(Page page) {
    Locator card = page.locator(".card");
    card.waitFor();
    return card.getAttribute("data-frame-id");
  }

  private static void eventually(Callable<Boolean> condition) {
    await().pollInSameThread().atMost(QueueRig.PATIENCE).until(condition);
  }

  private static List<String> records(String annotator) throws Exception {
    return site.rig().poolRecords().stream()
        .filter(record -> record.contains("|" + annotator + "="))
        .toList();
  }

  /** Presses a key and measures in the page how long the next frame takes to be there. */
  private static long millisToNext(Page page, String key) {
    Object waited =
        page.evaluate(
            """
            async (key) => {
              const card = document.querySelector(".card");
              const since = performance.now();
              document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
              while (document.querySelector(".card") === card) await new Promise(requestAnimationFrame);
              await document.querySelector(".card img.frame")?.decode();
              return performance.now() - since;
            }""",
            key);
    return Math.round(((Number) waited).doubleValue());
  }
}
