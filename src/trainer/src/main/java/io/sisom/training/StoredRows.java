package io.sisom.training;

import java.util.Optional;

/** Rows of one network that outlast the process, found by what a frame shows. */
interface StoredRows {
  /** Nothing is kept. */
  StoredRows NONE =
      new StoredRows() {
        @Override
        public Optional<FeatureRow> find(byte[] planar) {
          return Optional.empty();
        }

        @Override
        public void add(byte[] planar, FeatureRow row) {}
      };

  /**
   * The row that the network gave for these very pixels, if it is kept undamaged.
   *
   * @param planar pixels as the network takes them
   */
  Optional<FeatureRow> find(byte[] planar);

  /** Keeps a row, of the same lengths each time. */
  void add(byte[] planar, FeatureRow row);
}
