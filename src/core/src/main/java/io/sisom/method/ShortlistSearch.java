package io.sisom.method;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the rows of a shortlist exactly, and takes the nearest of them where no other row can be
 * as near. Frames for which that is not certain are searched among all rows.
 */
final class ShortlistSearch {
  private final SortedRows known;
  private final FloatFeatures frames;
  private final int[] labels;
  private final Shortlist shortlist;
  private final OuterReading reading;
  private final int k;

  ShortlistSearch(
      SortedRows known,
      FloatFeatures frames,
      int[] labels,
      Shortlist shortlist,
      OuterReading reading,
      int k) {
    Shapes.requireSameWidth(known.features().width(), frames.width());
    Shapes.requireLength("shortlists", shortlist.classes().length, labels.length);
    this.known = known;
    this.frames = frames;
    this.labels = labels;
    this.shortlist = shortlist;
    this.reading = reading;
    this.k = k;
  }

  Shortlisted run() {
    Neighbors[] found = new Neighbors[labels.length];
    Exact[] inner = new Exact[labels.length];
    int[] anchored = new int[labels.length];
    int anchors = 0;
    for (int i = 0; i < labels.length; i++) {
      if (shortlist.classes()[i] != labels[i]) {
        continue;
      }
      ShortlistBound.OfFrame bound = shortlist.bound().of(frames, i);
      Exact nearest = certain(shortlist.innerOf(i), i, k, bound, shortlist.innerBeyond()[i]);
      if (nearest == null) {
        continue;
      }
      inner[i] = nearest;
      if (reading == OuterReading.ANCHOR && nearest.row() >= 0) {
        anchored[anchors++] = i;
        continue;
      }
      Exact outer = certain(shortlist.outerOf(i), i, 1, bound, shortlist.outerBeyond()[i]);
      if (outer != null) {
        found[i] = known.neighbors(nearest, outer);
      }
    }
    fillAnchored(found, inner, Arrays.copyOf(anchored, anchors));
    return new Shortlisted(found, searchOpen(found));
  }

  /** The nearest of the listed rows, or null where one that is not listed may be as near. */
  private @Nullable Exact certain(
      int[] rows, int frame, int neighbors, ShortlistBound.OfFrame bound, float beyond) {
    float least = bound.least(beyond);
    if (least == 0) {
      return null;
    }
    Exact nearest = Exact.of(rows, neighbors, known, frames, frame);
    boolean all = least == Float.POSITIVE_INFINITY;
    boolean enough = rows.length >= neighbors && nearest.kthSquared() < least;
    return all || enough ? nearest : null;
  }

  private void fillAnchored(Neighbors[] found, Exact[] inner, int[] anchored) {
    Exact[] outer =
        known
            .anchors()
            .outer(
                known,
                Arrays.stream(anchored).map(i -> inner[i].row()).toArray(),
                Arrays.stream(anchored).map(i -> labels[i]).toArray());
    for (int i = 0; i < anchored.length; i++) {
      found[anchored[i]] = known.neighbors(inner[anchored[i]], outer[i]);
    }
  }

  private int searchOpen(Neighbors[] found) {
    int[] open = IntStream.range(0, found.length).filter(i -> found[i] == null).toArray();
    if (open.length > 0) {
      int[] none = new int[open.length];
      Arrays.fill(none, Neighbors.NONE);
      int[] ofOpen = Arrays.stream(open).map(i -> labels[i]).toArray();
      Neighbors[] searched =
          new KnownBatch(known, frames, open, ofOpen, none, reading, k).neighbors();
      for (int i = 0; i < open.length; i++) {
        found[open[i]] = searched[i];
      }
    }
    return open.length;
  }
}
