package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapRecord.Damaged;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Checks the two sections of a file against the checksums that close them. A section in which
 * damage was found already is not named once more, one that was not read from its beginning cannot
 * be checked.
 */
final class SectionChecks {
  private final Deque<Damaged> found = new ArrayDeque<>();
  private boolean damaged;
  private boolean whole = true;
  private boolean afterData;
  private long summaryStart;

  /** The next that was found, or null. */
  @Nullable Damaged next() {
    return found.poll();
  }

  /** Whether the data section is over. */
  boolean afterData() {
    return afterData;
  }

  /** Notes damage that is named elsewhere. */
  Damaged seen(Damaged damage) {
    damaged = true;
    return damage;
  }

  /** Names something that breaks the format's rules. */
  void report(String reason) {
    found.add(new Damaged(Kind.MALFORMED, reason));
  }

  /** Reading did not begin where the section does. */
  void startWithin() {
    whole = false;
  }

  void dataEnd(McapRecord.DataEnd end, RecordFrames frames) {
    if (afterData) {
      report("the data section ends twice");
    } else if (whole && !damaged) {
      check("data section", end.dataSectionCrc(), frames.sectionCrc());
    }
    afterData = true;
    damaged = false;
    whole = true;
    summaryStart = frames.offset();
    frames.startSection();
  }

  void footer(McapRecord.Footer footer, RecordFrames frames) {
    if (!afterData) {
      report("the record that ends the data section is missing");
    } else if (!damaged && (footer.summaryStart() == 0 || footer.summaryStart() == summaryStart)) {
      check("summary", footer.summaryCrc(), frames.sectionCrcWith(2 * Long.BYTES));
    }
  }

  private void check(String section, long expected, long crc) {
    if (expected != 0 && expected != crc) {
      found.add(new Damaged(Kind.CORRUPT, "the " + section + " does not agree with its checksum"));
    }
  }
}
