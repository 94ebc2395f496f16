package io.sisom.feed.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessageClocksTest {
  private static final long SEEN = 1_648_052_478_022_095_060L;
  private static final long LOGGED = 1_672_826_397_210_811_476L;
  private static final long MILLISECONDS = 1_747_930_377_103L;

  @Test
  void theStampInTheMessageIsTakenThoughItIsMonthsFromTheOthers() {
    assertThat(stamp(SEEN, LOGGED, LOGGED, RecordingClock.HEADER))
        .isEqualTo(new RecordedStamp(SEEN, RecordingClock.HEADER, true));
  }

  @Test
  void anotherClockIsTakenWhereItIsAskedFor() {
    assertThat(stamp(SEEN, LOGGED, LOGGED + 1, RecordingClock.LOG))
        .isEqualTo(new RecordedStamp(LOGGED + 1, RecordingClock.LOG, true));
  }

  @Test
  void zeroMissingAndMillisecondsFallBackToTheNextClock() {
    assertThat(stamp(0, LOGGED, LOGGED, RecordingClock.HEADER).clock())
        .isEqualTo(RecordingClock.PUBLISH);
    assertThat(new MessageClocks(OptionalLong.empty(), 0, LOGGED).stamp(RecordingClock.HEADER))
        .isEqualTo(new RecordedStamp(LOGGED, RecordingClock.LOG, true));
    assertThat(stamp(SEEN, MILLISECONDS, MILLISECONDS, RecordingClock.LOG))
        .isEqualTo(new RecordedStamp(SEEN, RecordingClock.HEADER, true));
  }

  @Test
  void aSimulationsClockIsTakenAsItRunsAndNotCalledSound() {
    assertThat(stamp(8_297_777_777L, 0, 0, RecordingClock.HEADER))
        .isEqualTo(new RecordedStamp(8_297_777_777L, RecordingClock.HEADER, false));
    assertThat(stamp(0, 0, 0, RecordingClock.HEADER).nanos()).isZero();
    assertThat(stamp(-5, Long.MIN_VALUE, -1, RecordingClock.HEADER).nanos()).isZero();
  }

  @Test
  void theTallyTellsHowFarClocksAreApart() {
    ClockTally tally = new ClockTally();
    MessageClocks clocks = new MessageClocks(OptionalLong.of(SEEN), LOGGED, LOGGED);
    tally.add(clocks, clocks.stamp(RecordingClock.HEADER));
    MessageClocks wild = new MessageClocks(OptionalLong.of(Long.MIN_VALUE), LOGGED, LOGGED);
    assertThat(tally.spreadNanos()).isEqualTo(LOGGED - SEEN);
    tally.add(wild, wild.stamp(RecordingClock.HEADER));
    assertThat(tally.spreadNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(tally.taken(RecordingClock.HEADER)).isEqualTo(1);
    assertThat(tally.taken(RecordingClock.PUBLISH)).isEqualTo(1);
  }

  private static RecordedStamp stamp(long header, long publish, long log, RecordingClock asked) {
    return new MessageClocks(OptionalLong.of(header), publish, log).stamp(asked);
  }
}
