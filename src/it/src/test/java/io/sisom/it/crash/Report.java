package io.sisom.it.crash;

import java.util.List;
import java.util.Locale;

/**
 * What a trial showed.
 *
 * @param name of the trial
 * @param account what became of every record
 * @param events what was done, when, and how long it took until every partition was served again
 */
record Report(
    String name,
    String guarantee,
    Account account,
    int kills,
    int restarts,
    int episodes,
    int windows,
    int versions,
    List<Event> events) {
  /**
   * A disturbance.
   *
   * @param what in a few words
   * @param at ms since 1970
   * @param recoveryMillis until a frame sent after it was scored in every partition; negative:
   *     never
   */
  record Event(String what, long at, long recoveryMillis) {}

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s (%s): %d frames in, %d scores out, %d lost, %d doubled; %d bad records in, %d dead"
                + " letters out, %d lost, %d doubled; %d kills, %d restarts; %d reference versions,"
                + " %d episodes, %d windows%n",
            name,
            guarantee,
            account.frames().in(),
            account.frames().out(),
            account.frames().lost().size(),
            account.frames().doubled().size(),
            account.rubbish().in(),
            account.rubbish().out(),
            account.rubbish().lost().size(),
            account.rubbish().doubled().size(),
            kills,
            restarts,
            versions,
            episodes,
            windows));
    for (Event event : events) {
      text.append(
          event.recoveryMillis() < 0
              ? String.format(
                  Locale.ROOT, "  %-22s (last: nothing was sent after it)%n", event.what())
              : String.format(
                  Locale.ROOT,
                  "  %-22s all partitions served again after %.1f s%n",
                  event.what(),
                  event.recoveryMillis() / 1000.0));
    }
    account.problems().forEach(problem -> text.append("  WRONG: ").append(problem).append('\n'));
    return text.toString();
  }
}
