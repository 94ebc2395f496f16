package io.sisom.feed.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Connections come, go and come again. */
class LiveRunTest {
  private final List<String> notes = new ArrayList<>();
  private final LiveTally tally = new LiveTally(new SimpleMeterRegistry());
  private final LiveListener listener =
      new LiveListener() {
        @Override
        public void connected() {}

        @Override
        public void note(String words) {
          notes.add(words);
        }
      };

  /** Its sessions end as told, at once; after the last the thread is told to stop. */
  private final class Scripted implements LiveSource {
    private final Deque<SessionEnd> ends;
    private final boolean connects;
    private final List<Integer> numbers = new ArrayList<>();

    Scripted(boolean connects, SessionEnd... ends) {
      this.connects = connects;
      this.ends = new ArrayDeque<>(List.of(ends));
    }

    @Override
    public String name() {
      return "robot";
    }

    @Override
    public SessionEnd session(int number, LiveInbox inbox, SessionWatch watch)
        throws InterruptedException {
      numbers.add(number);
      if (ends.isEmpty()) {
        throw new InterruptedException("the end");
      }
      if (connects) {
        watch.connected();
      }
      return ends.remove();
    }
  }

  private LiveRun run(Scripted source) {
    return new LiveRun(source, new NoInbox(), tally, listener);
  }

  private static final class NoInbox implements LiveInbox {
    @Override
    public void offer(LiveMessage message) {}

    @Override
    public void refuse(String sensor, String reason) {}
  }

  @Test
  void whoIsNotWantedFromTheStartEnds() throws Exception {
    Scripted source = new Scripted(false, new SessionEnd.Unwanted("wrong password"));
    assertThat(run(source).run().reason()).isEqualTo("wrong password");
    assertThat(source.numbers).containsExactly(1);
  }

  @Test
  void whatBreaksOffIsTriedAgainAndSoIsARefusalByAServerThatTookUsBefore() {
    Scripted source =
        new Scripted(
            true, new SessionEnd.Lost("broken off"), new SessionEnd.Unwanted("wrong password"));
    assertThatThrownBy(() -> run(source).run()).isInstanceOf(InterruptedException.class);
    assertThat(source.numbers).containsExactly(1, 2, 3);
    assertThat(notes).hasSize(2).first().asString().startsWith("robot: broken off; trying again");
  }

  @Test
  void pausesGrowToABoundAndAreNeverLongerThanItNorShorterThanHalf() {
    BackOff pauses = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), () -> 0.999);
    BackOff longest = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), () -> 0);
    for (int i = 0; i < 100; i++) {
      Duration most = longest.next();
      assertThat(most).isLessThanOrEqualTo(Duration.ofSeconds(30));
      assertThat(pauses.next()).isBetween(most.dividedBy(2), most);
    }
    assertThat(longest.next()).isEqualTo(Duration.ofSeconds(30));
    longest.reset();
    assertThat(longest.next()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void aSubscriptionThatYieldsNothingForFiveSecondsSaysOnceWhyThatMayBe() {
    AtomicLong now = new AtomicLong();
    SessionWatch watch = new SessionWatch(now::get, tally, listener);
    watch.subscribed("topic /a", "is it best-effort?");
    watch.subscribed("topic /b", "is it best-effort?");
    now.set(4_999_000_000L);
    watch.heard("topic /b");
    assertThat(watch.silences()).isEmpty();
    now.set(5_000_000_000L);
    assertThat(watch.silences())
        .containsExactly("topic /a has yielded nothing for 5 s; is it best-effort?");
    assertThat(watch.silences()).isEmpty();
  }
}
