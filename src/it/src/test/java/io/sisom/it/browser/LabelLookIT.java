package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sisom.demo.world.ObjectKind;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the labeling page looks like; with -Dsisom.screenshots=DIR also for people. */
@Thorough
@EnabledWithChromium
class LabelLookIT {
  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of());
    try (Drive drive = new Drive(site.rig().config())) {
      site.awaitWaiting(drive.send(3, 240, Instant.now().minusSeconds(30)));
    }
    List<String> kinds =
        Stream.of(ObjectKind.values()).map(kind -> kind.label()).distinct().limit(9).toList();
    List<String> frames =
        site.console().queue().read(q -> q.ranked(60, 9)).orElseThrow().stream()
            .map(entry -> entry.frameId())
            .toList();
    for (int i = 0; i < Math.min(frames.size(), kinds.size()); i++) {
      site.post(
          "answer",
          "{\"annotator\":\"ann\",\"frameId\":\"%s\",\"label\":\"%s\"}"
              .formatted(frames.get(i), kinds.get(i)));
    }
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void fitsADeskAndATablet(ColorScheme scheme) {
    String name = scheme.name().toLowerCase(Locale.ROOT);
    Page desk = site.annotator("ann", ConsoleSite.options(1440, 900).setColorScheme(scheme));
    settle(desk);
    ConsoleSite.picture(desk, "label-" + name);
    assertThat(desk.evaluate("document.documentElement.scrollHeight <= innerHeight"))
        .as("nothing to scroll on a desk")
        .isEqualTo(true);
    Page tablet = site.annotator("bob", ConsoleSite.options(820, 1180).setColorScheme(scheme));
    settle(tablet);
    ConsoleSite.picture(tablet, "label-tablet-" + name);
    assertThat(tablet.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    site.closePages();
    assertThat(site.complaints()).isEmpty();
  }

  private static void settle(Page page) {
    page.locator(".context .self").waitFor();
    page.evaluate("Promise.all([...document.images].map(it => it.decode()))");
    page.locator("#countdown:text('yours for')").waitFor();
  }

  @Test
  void everythingOneCanPressOrFillHasANameForScreenReaders() {
    Page page = site.annotator("listener");
    settle(page);
    Object nameless =
        page.evaluate(
            """
            [...document.querySelectorAll("button, input:not([type=hidden]), img, svg, section, dialog")]
              .filter(it => !(it.textContent.trim() || it.getAttribute("alt") || it.getAttribute("aria-label")
                || it.getAttribute("aria-labelledby") || it.labels?.length))
              .map(it => it.outerHTML.slice(0, 80))""");
    assertThat(new ArrayList<>((List<?>) nameless)).isEmpty();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        .as("one sees where one is")
        .isEqualTo("solid");
    page.context().close();
  }
}
