package io.sisom.recording.video;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the numbers of H.264 pictures that one is missing. FFmpeg then takes an earlier
 * picture in its place and says nothing, and all pictures up to the next key frame are smeared.
 *
 * <p>Each picture that others build on has the number of the one before it plus one; others have
 * the number that comes next. A number of 0 or 1 passes, since a picture may restart the numbers.
 */
final class H264Continuity implements Continuity {
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;
  private static final int MAX_SETS = 256;

  /** Enough of a parameter set, and of a slice for its number. */
  private static final int HEAD_BYTES = 512;

  private final H264Units units;
  private final Map<Long, H264Numbering> numberings = new HashMap<>();
  private final Map<Long, Long> sequences = new HashMap<>();
  private long reference = -1;

  /** Of a stream whose packets are divided in that way. */
  H264Continuity(H264Units units) {
    this.units = units;
    units.sets().forEach(this::set);
  }

  @Override
  public boolean missedBefore(byte[] packet) {
    for (byte[] unit : units.of(packet, HEAD_BYTES)) {
      int type = unit[0] & 31;
      if (type == KEY_SLICE) {
        reference = 0;
        return false;
      }
      if (type == SLICE) {
        return missed(unit);
      }
      set(unit);
    }
    return false;
  }

  private void set(byte[] unit) {
    int type = unit[0] & 31;
    BitReader bits = new BitReader(unit);
    bits.bits(8);
    if (type == SEQUENCE_SET && numberings.size() < MAX_SETS) {
      H264Numbering.Set set = H264Numbering.read(bits);
      numberings.put(set.id(), set.numbering());
    } else if (type == PICTURE_SET && sequences.size() < MAX_SETS) {
      long id = bits.unsigned();
      sequences.put(id, bits.unsigned());
    }
  }

  private boolean missed(byte[] unit) {
    BitReader bits = new BitReader(unit);
    boolean builtOn = bits.bits(8) >> 5 != 0;
    bits.unsigned();
    bits.unsigned();
    @Nullable Long sequence = sequences.get(bits.unsigned());
    H264Numbering numbering = sequence == null ? null : numberings.get(sequence);
    if (numbering == null) {
      return false;
    }
    if (numbering.separatePlanes()) {
      bits.bits(2);
    }
    long number = bits.bits(numbering.bits());
    long before = reference;
    long next = before + 1 & (1L << numbering.bits()) - 1;
    if (builtOn) {
      reference = number;
    }
    boolean follows = number == before || number == next || number <= 1;
    return before >= 0 && !follows && !numbering.gaps() && bits.whole();
  }
}
