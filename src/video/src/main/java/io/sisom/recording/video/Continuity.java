package io.sisom.recording.video;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** Finds out from packets that others before them are missing, where a decoder does not tell. */
interface Continuity {
  /** Largest description of a stream that is read. */
  int MAX_DESCRIPTION_BYTES = 1 << 16;

  /** Of codecs whose decoder tells, or whose packets do not say. */
  Continuity UNKNOWN = packet -> false;

  /** Whether a picture between the last packet and this one is missing. */
  boolean missedBefore(byte[] packet);

  /** Of packets alone. */
  static Continuity of(int codec) {
    return codec == avcodec.AV_CODEC_ID_H264 ? new H264Continuity(H264Units.STREAM) : UNKNOWN;
  }

  /** Of a film's stream. */
  static Continuity of(AVCodecParameters said) {
    int bytes = said.extradata_size();
    if (said.codec_id() != avcodec.AV_CODEC_ID_H264
        || bytes <= 0
        || bytes > MAX_DESCRIPTION_BYTES) {
      return of(said.codec_id());
    }
    byte[] description = new byte[bytes];
    said.extradata().get(description);
    return new H264Continuity(H264Units.of(description));
  }
}
