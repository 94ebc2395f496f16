package io.sisom.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of one network in a {@link RowFolder}. A damaged row is never given out: it is computed
 * again. A disk that fails costs time and no version. About 100 bytes of memory a row. Used by one
 * thread.
 */
final class NetworkRows implements StoredRows, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NetworkRows.class);

  private final RowFolder folder;
  private final byte[] network;
  private final List<RowSegment> segments;
  private final Map<Name, Place> places = new HashMap<>();
  private long damaged;
  private boolean broken;

  /** The first half of a frame's SHA-256; the whole is compared when its row is read. */
  private record Name(long high, long low) {
    static Name of(byte[] hash) {
      ByteBuffer buffer = ByteBuffer.wrap(hash);
      return new Name(buffer.getLong(), buffer.getLong());
    }
  }

  private record Place(RowSegment segment, long record) {}

  private NetworkRows(RowFolder folder, byte[] network, List<RowSegment> segments) {
    this.folder = folder;
    this.network = network;
    this.segments = segments;
  }

  /**
   * Reads which rows are there.
   *
   * @param network SHA-256 of all that its rows depend on but the frame
   */
  static NetworkRows open(RowFolder folder, byte[] network) throws IOException {
    NetworkRows rows = new NetworkRows(folder, network, folder.segments(network));
    for (RowSegment segment : rows.segments) {
      for (long record = 0; record < segment.records(); record++) {
        rows.places.put(Name.of(segment.hash(record)), new Place(segment, record));
      }
    }
    return rows;
  }

  /** Rows that are kept. */
  int size() {
    return places.size();
  }

  /** Rows that were found damaged. */
  long damaged() {
    return damaged;
  }

  @Override
  public Optional<FeatureRow> find(byte[] planar) {
    byte[] hash = hash(planar);
    Place place = places.get(Name.of(hash));
    if (place == null) {
      return Optional.empty();
    }
    Optional<FeatureRow> row = Optional.empty();
    try {
      row = place.segment().row(place.record(), hash);
    } catch (IOException e) {
      warn("a row cannot be read", e);
    }
    if (row.isEmpty()) {
      places.remove(Name.of(hash));
      if (damaged++ == 0) {
        log.atWarn()
            .addKeyValue("file", place.segment().path())
            .log("damaged features on disk are computed again");
      }
    }
    return row;
  }

  @Override
  public void add(byte[] planar, FeatureRow row) {
    if (broken) {
      return;
    }
    byte[] hash = hash(planar);
    try {
      RowSegment segment = open(row);
      places.put(Name.of(hash), new Place(segment, segment.append(hash, row)));
    } catch (IOException e) {
      broken = true;
      warn("no more features are kept on disk until the next start", e);
    }
  }

  /** The file that takes a row. */
  private RowSegment open(FeatureRow row) throws IOException {
    int last = segments.size() - 1;
    if (last >= 0
        && segments.get(last).layout().holds(row)
        && segments.get(last).bytes() < folder.fileBytes()) {
      return segments.get(last);
    }
    forget(folder.makeRoom());
    RowSegment created = folder.create(RowSegment.Layout.of(network, row));
    segments.add(created);
    return created;
  }

  private void forget(Set<Path> gone) throws IOException {
    List<RowSegment> own = new ArrayList<>(segments);
    own.removeIf(segment -> !gone.contains(segment.path()));
    segments.removeAll(own);
    places.values().removeIf(place -> own.contains(place.segment()));
    for (RowSegment segment : own) {
      segment.close();
    }
  }

  private static void warn(String what, IOException e) {
    log.atWarn().addKeyValue("what", what).addKeyValue("reason", e).log("trouble with features");
  }

  private static byte[] hash(byte[] planar) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(planar);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      for (RowSegment segment : segments) {
        segment.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("files of features cannot be closed", e);
    }
  }
}
