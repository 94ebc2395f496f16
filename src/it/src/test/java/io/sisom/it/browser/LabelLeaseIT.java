package io.sisom.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.sisom.console.QueueRig;
import io.sisom.queue.Lease;
import io.sisom.queue.QueueEntry;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a frame while its page is open, after it was closed, and when nobody looks. */
@Thorough
@EnabledWithChromium
class LabelLeaseIT {
  private static final int LEASE_MS = 3_000;

  private static ConsoleSite site;

  @BeforeAll
  static void open(@TempDir Path dir) throws Exception {
    site = siteOf(dir, Duration.ofMillis(LEASE_MS));
  }

  private static ConsoleSite siteOf(Path dir, Duration lease) throws Exception {
    ConsoleSite site =
        new ConsoleSite(dir, Map.of("queue.lease.ms", Long.toString(lease.toMillis())));
    site.rig().publish(0, 3);
    site.awaitWaiting(3);
    return site;
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @AfterEach
  void leave() {
    site.closePages();
    await().atMost(QueueRig.PATIENCE).until(() -> leases(site) == 0);
  }

  private static int leases(ConsoleSite site) {
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
    return leasesOf(frameId).stream().map(Lease::annotator).toList();
  }

  private static List<Lease> leasesOf(String frameId) {
    QueueEntry entry =
        site.console().queue().read(q -> q.find(frameId)).orElseThrow().orElseThrow();
    return entry.leases();
  }

  @Test
  void anOpenPageKeepsItsFrames() {
    Page page = site.annotator("reader");
    String frame = page.locator(".card").getAttribute("data-frame-id");
    Instant lastsUntil = leasesOf(frame).get(0).until().plusMillis(2 * LEASE_MS);
    await()
        .pollInSameThread()
        .atMost(QueueRig.PATIENCE)
        .until(
            () -> {
              page.waitForTimeout(50);
              return leasesOf(frame).stream().anyMatch(it -> it.until().isAfter(lastsUntil));
            });
    assertThat(holders(frame)).containsExactly("reader");
    assertThat(page.locator(".card").getAttribute("data-frame-id")).isEqualTo(frame);
    assertThat(page.locator("#countdown").textContent()).startsWith("yours for 0:0");
    assertThat(site.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPageThatIsLeftGivesItsFramesBackLongBeforeTheirLeasesEnd(
      boolean cardsLoad, @TempDir Path dir) throws Exception {
    try (ConsoleSite patient = siteOf(dir, Duration.ofHours(1))) {
      // A page asks for the card of a frame once it knows that the frame is its own.
      AtomicInteger cardsAsked = new AtomicInteger();
      Page page =
          patient.annotator(
              "leaver",
              ConsoleSite.options(800, 600),
              it ->
                  it.route(
                      "**/label/card?**",
                      route -> {
                        cardsAsked.incrementAndGet();
                        if (cardsLoad) {
                          route.resume();
                        }
                      }));
      int ahead = cardsLoad ? 2 : 1;
      await()
          .pollInSameThread()
          .atMost(QueueRig.PATIENCE)
          .until(
              () -> {
                page.waitForTimeout(50);
                return cardsAsked.get() == ahead;
              });
      assertThat(leases(patient)).isEqualTo(1 + ahead);
      page.navigate("about:blank");
      await().atMost(QueueRig.PATIENCE).until(() -> leases(patient) == 0);
    }
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
