package io.sisom.live;

import io.sisom.schema.OodAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest episodes; the oldest closed ones fall out first. */
final class Episodes {
  private static final Comparator<Episode> SHOWN =
      Comparator.comparing((Episode episode) -> !episode.open())
          .thenComparing(episode -> episode.alert().getOpenedAt(), Comparator.reverseOrder())
          .thenComparing(Episode::id);

  private final int most;
  private final Map<String, Episode> episodes = new LinkedHashMap<>();

  Episodes(int most) {
    this.most = most;
  }

  /** Takes an event; an episode that is closed stays so, whatever is repeated. */
  void apply(OodAlert alert, Instant writtenAt) {
    Episode before = episodes.get(alert.getEpisodeId());
    Episode next = new Episode(alert, before == null ? writtenAt : before.since());
    if (before != null && !before.open() && next.open()) {
      return;
    }
    episodes.put(next.id(), next);
    if (episodes.size() > most) {
      dropOne();
    }
  }

  private void dropOne() {
    Iterator<Episode> oldest = episodes.values().iterator();
    while (oldest.hasNext()) {
      if (!oldest.next().open()) {
        oldest.remove();
        return;
      }
    }
    episodes.remove(episodes.keySet().iterator().next());
  }

  Optional<Episode> find(String id) {
    return Optional.ofNullable(episodes.get(id));
  }

  /** Open ones first, then the latest. */
  List<Episode> all() {
    List<Episode> all = new ArrayList<>(episodes.values());
    all.sort(SHOWN);
    return all;
  }
}
