package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.http.Layout.Section;
import io.sisom.live.Episode;
import io.sisom.live.Review;
import java.util.List;
import java.util.Map;

/** What the fleet sees now. Its scripts follow the events; without them it shows the episodes. */
final class LivePage {
  private static final int MOST_EPISODES = 20;

  private final EpisodeActions episodes;

  LivePage(EpisodeActions episodes) {
    this.episodes = episodes;
  }

  List<Route> routes() {
    return List.of(Route.get("/live", this::show));
  }

  private void show(Context ctx) {
    Map<String, Review> reviews = episodes.reviews();
    List<Episode> shown = episodes.all().stream().limit(MOST_EPISODES).toList();
    Layout.plain(Section.LIVE, "Live")
        .with("uplot.css", "live.css", "live.js")
        .send(ctx, Pages.of("live", EpisodeRow.of(shown, reviews)));
  }
}
