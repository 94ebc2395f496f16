package io.sisom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labeling page in people's hands. */
@EnabledWithChromium
class LabelPageIT {
  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of());
    site.rig().publish(0, 200);
    site.awaitWaiting(200);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void aFrameIsShownToWhoeverGaveAName() {
    Page page = site.annotator("ann");
    assertThat(page.locator("img.frame").evaluate("it => it.decode().then(() => it.naturalWidth)"))
        .isEqualTo(32);
    assertThat(page.title()).isEqualTo("Label · sisom");
    assertThat(site.complaints()).isEmpty();
    page.context().close();
  }
}
