package io.sisom.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  @Test
  void theEpisodeReviewedLongestAgoIsForgotten() {
    Reviews reviews = new Reviews(2);
    assertThat(reviews.put(review("one", "ann"))).isEmpty();
    assertThat(reviews.put(review("two", "ann"))).isEmpty();
    assertThat(reviews.put(review("one", "bob"))).isEmpty();
    assertThat(reviews.put(review("three", "ann"))).containsExactly("two");
    assertThat(reviews.find("one").orElseThrow().by()).isEqualTo("bob");
    assertThat(reviews.all()).containsOnlyKeys("one", "three");
  }

  private static Review review(String episodeId, String by) {
    return new Review(
        episodeId,
        "camera",
        EpisodeVerdict.ACKNOWLEDGED,
        by,
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        0);
  }
}
