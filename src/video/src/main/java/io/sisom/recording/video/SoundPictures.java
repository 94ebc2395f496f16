package io.sisom.recording.video;

import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The sound pictures of one stream of packets, in the order of time. Packets go through the decoder
 * with their number in place of their time, so that each picture is known by its packet.
 */
final class SoundPictures implements AutoCloseable {
  /** As much of a packet as lies before its first slice, or more. */
  private static final int MAX_HEAD_BYTES = 4096;

  private final Decoder decoder;
  private final Continuity continuity;
  private final AVFrame frame;
  private final Tally tally = new Tally();
  private final PictureGate gate = new PictureGate();
  private final PictureJudge judge;
  private final HeldPictures held = new HeldPictures();
  private final ArrayDeque<VideoEvent> told = new ArrayDeque<>();
  private long latest = -1;
  private boolean ended;

  /** Closes decoder, painter and frame with itself. */
  SoundPictures(
      Decoder decoder,
      PictureClock clock,
      Sampling sampling,
      Painter painter,
      Continuity continuity,
      AVFrame frame) {
    this.decoder = decoder;
    this.continuity = continuity;
    this.frame = frame;
    this.judge = new PictureJudge(clock, sampling, painter, gate, tally);
  }

  /** Takes a packet, whose fields it changes; empty where the container names no time. */
  void send(AVPacket packet, OptionalLong nanos, boolean corrupt) {
    long number = tally.packet();
    latest = number;
    judge.expect(number, nanos);
    if (corrupt || missedBefore(packet)) {
      gate.damage(number);
    }
    packet.pts(number);
    packet.dts(number);
    held.expect(number);
    int sent = decoder.send(packet);
    if (sent < 0) {
      failed(number, Ffmpeg.words(sent));
    }
  }

  private boolean missedBefore(AVPacket packet) {
    byte[] head = new byte[Math.min(packet.size(), MAX_HEAD_BYTES)];
    packet.data().get(head);
    return continuity.missedBefore(head);
  }

  /** A packet that cannot be sent. */
  void lost(Cause cause, String reason) {
    long number = tally.packet();
    latest = number;
    gate.damage(number);
    judge.missed();
    tell(tally.leftOut(number, cause, reason));
  }

  /** Something that is wrong with the film as a whole. */
  void tell(String reason) {
    tell(tally.leftOut(latest + 1, Cause.DAMAGED, reason));
  }

  private void tell(VideoEvent event) {
    // An earlier run that has come so far has told it.
    if (judge.reached()) {
      told.add(event);
    }
  }

  /** No packet follows. */
  void end() {
    if (!ended) {
      ended = true;
      decoder.send(null);
    }
  }

  /** The next event, or null where a packet is needed or nothing more comes. */
  @Nullable VideoEvent next() {
    while (true) {
      VideoEvent first = told.poll();
      if (first != null) {
        return first;
      }
      AVFrame ready = held.ready();
      if (ready != null) {
        VideoEvent event = judged(ready);
        if (event != null) {
          return event;
        }
        continue;
      }
      switch (decoder.receive(frame)) {
        case PICTURE -> hold();
        case FAILED -> failed(latest, "its decoder gives up");
        case HUNGRY -> {
          return null;
        }
        case END -> {
          held.end();
          ready = held.ready();
          if (ready == null) {
            return null;
          }
          VideoEvent event = judged(ready);
          if (event != null) {
            return event;
          }
        }
      }
    }
  }

  private void hold() {
    if (PictureJudge.concealed(frame)) {
      gate.damage(frame.pts());
    }
    held.add(frame);
  }

  private void failed(long packet, String reason) {
    gate.damage(packet);
    held.forget(packet);
    judge.missed();
    Cause cause = gate.joined() ? Cause.DAMAGED : Cause.BEFORE_KEY_FRAME;
    tell(tally.leftOut(packet, cause, "packet " + packet + " cannot be decoded: " + reason));
  }

  private @Nullable VideoEvent judged(AVFrame ready) {
    try {
      return judge.judge(ready, decoder.declaredRate());
    } finally {
      avutil.av_frame_free(ready);
    }
  }

  /** So far. */
  VideoCounts counts() {
    return tally.counts();
  }

  /** Where times come from. */
  List<String> remarks() {
    return judge.remarks();
  }

  @Override
  public void close() {
    held.close();
    judge.close();
    decoder.close();
    avutil.av_frame_free(frame);
  }
}
