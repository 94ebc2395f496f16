package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.sisom.console.QueueRig;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.it.rig.ReferenceMaker;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a frame was chosen, in pictures: known frames beside it, a heat map over it. */
@Thorough
@EnabledWithChromium
class LabelExplanationIT {
  private static final int LABELS = 150;

  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of("learning.dir", dir.resolve("learning").toString()));
    ReferenceMaker references = new ReferenceMaker();
    references.label(site.rig().config(), LABELS);
    references.train(site.rig().config(), BundledModel.unpack(dir.resolve("bundle")));
    LabeledFrames archive = new LabeledFrames(7, "archive", Instant.EPOCH);
    SensorFrame shown = archive.frame(LABELS).getFrame();
    try (Drive drive = new Drive(site.rig().config())) {
      drive.offer(
          shown,
          "crate",
          0.002,
          archive.frame(0).getFrame().getFrameId(),
          archive.frame(1).getFrame().getFrameId());
      drive.flush();
    }
    site.awaitWaiting(1);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void theNearestKnownFramesStandBesideItAndTheHeatMapLiesOverIt() {
    Page page = site.annotator("ann");
    page.locator(".nearest img").nth(1).waitFor();
    await()
        .pollInSameThread()
        .atMost(QueueRig.PATIENCE)
        .until(
            () ->
                page.evaluate(
                        "[...document.querySelectorAll('.nearest img')].every(it => it.naturalWidth > 0)")
                    .equals(true));
    assertThat(page.locator(".nearest figcaption").allTextContents())
        .containsExactly("crate at 0.92", "person at 0.97");

    page.keyboard().press("h");
    page.locator(".canvas .heat").waitFor();
    assertThat(page.evaluate("document.querySelector('.canvas .heat').naturalWidth"))
        .isEqualTo(page.evaluate("document.querySelector('.canvas .frame').naturalWidth"));
    ConsoleSite.picture(page, "label-heat");

    page.locator(".heat-map").click();
    page.locator(".canvas .heat").waitFor(hidden());
    assertThat(site.complaints()).isEmpty();
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }
}
