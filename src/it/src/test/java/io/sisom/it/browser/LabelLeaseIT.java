package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.sisom.console.QueueRig;
import io.sisom.queue.QueueEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a frame while its page is open, after it was closed, and when nobody looks. */
@EnabledWithChromium
class LabelLeaseIT {
  private static final int LEASE_MS = 3_000;

  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = new ConsoleSite(dir, Map.of("queue.lease.ms", Integer.toString(LEASE_MS)));
    site.rig().publish(0, 3);
    site.awaitWaiting(3);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @AfterEach
  void leave() {
    site.closePages();
    await().atMost(QueueRig.PATIENCE).until(() -> leases() == 0);
  }

  private static int leases() {
    return site.console().queue().read(q -> q.figures(Instant.MAX).leases()).orElse(-1);
  }

  @Test
  void anExpiredLeaseGoesToAnother() {
    Page gone = site.annotator("gone", ConsoleSite.options(800, 600).setJavaScriptEnabled(false));
    String frame = gone.locator(".card").getAttribute("data-frame-id");
    assertThat(holders(frame)).containsExactly("gone");
    Page next = site.annotator("next");
    await()
        .pollInSameThread()
        .atMost(QueueRig.PATIENCE)
        .until(
            () -> {
              next.waitForTimeout(100);
              return holders(frame).equals(List.of("next"));
            });
  }

  private static List<String> holders(String frameId) {
    QueueEntry entry =
        site.console().queue().read(q -> q.find(frameId)).orElseThrow().orElseThrow();
    return entry.leases().stream().map(lease -> lease.annotator()).toList();
  }

  @Test
  void anOpenPageKeepsItsFrames() {
    Page page = site.annotator("reader");
    String frame = page.locator(".card").getAttribute("data-frame-id");
    for (int i = 0; i < 3; i++) {
      page.waitForTimeout(LEASE_MS / 2.0);
      assertThat(page.locator(".card").getAttribute("data-frame-id")).isEqualTo(frame);
      assertThat(holders(frame)).containsExactly("reader");
    }
    assertThat(page.locator("#countdown").textContent()).startsWith("yours for 0:0");
    assertThat(site.complaints()).isEmpty();
  }

  @Test
  void aPageThatIsLeftGivesItsFramesBackAtOnce() {
    Page page = site.annotator("leaver");
    await()
        .pollInSameThread()
        .atMost(QueueRig.PATIENCE)
        .until(
            () -> {
              page.waitForTimeout(50);
              return leases() == 3;
            });
    page.waitForTimeout(LEASE_MS / 2.0);
    long since = System.nanoTime();
    page.navigate("about:blank");
    await().atMost(QueueRig.PATIENCE).until(() -> leases() == 0);
    assertThat((System.nanoTime() - since) / 1_000_000).isLessThan(LEASE_MS / 2);
  }

  @Test
  void aFrameThatAnotherTookMeanwhileIsToldInWords() throws Exception {
    Page page = site.annotator("sleeper");
    page.locator(".card").waitFor();
    String frame = page.locator(".card").getAttribute("data-frame-id");
    page.context().setOffline(true);
    await().atMost(QueueRig.PATIENCE).until(() -> holders(frame).isEmpty());
    site.post("lease", "{\"annotator\":\"quick\",\"frameId\":\"" + frame + "\"}");
    page.context().setOffline(false);
    page.locator("#notice:text('no longer have that frame')").waitFor();
    assertThat(page.locator(".card").getAttribute("data-frame-id")).isNotEqualTo(frame);
    site.post("return", "{\"annotator\":\"quick\",\"frameId\":\"" + frame + "\"}");
    site.complaints(); // of requests that failed
  }
}
