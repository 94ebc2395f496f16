package io.sisom.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said of each episode, up to a number of them. For one thread. */
public final class Reviews {
  private final int most;
  private final Map<String, Review> reviews = new LinkedHashMap<>();

  /** None so far. */
  public Reviews(int most) {
    this.most = most;
  }

  /** Remembers a review; the episodes that are forgotten for it, those reviewed longest ago. */
  public List<String> put(Review review) {
    reviews.remove(review.episodeId());
    reviews.put(review.episodeId(), review);
    if (reviews.size() <= most) {
      return List.of();
    }
    String oldest = reviews.keySet().iterator().next();
    reviews.remove(oldest);
    return List.of(oldest);
  }

  /** What was said of an episode. */
  public Optional<Review> find(String episodeId) {
    return Optional.ofNullable(reviews.get(episodeId));
  }

  /** Of every episode; copied. */
  public Map<String, Review> all() {
    return Map.copyOf(reviews);
  }
}
