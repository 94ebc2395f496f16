package io.sisom.recording.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** The packets of a film's one stream of pictures, and what the container says of them. */
final class FilmStream implements AutoCloseable {
  private static final long NANOS = 1_000_000_000L;

  /** Durations beyond some 140 years are none. */
  private static final long MAX_MICROS = Long.MAX_VALUE / 2000;

  /** What containers call the time at which a film was made; phones' own says the offset too. */
  private static final List<String> CREATED =
      List.of("com.apple.quicktime.creationdate", "creation_time");

  /** Streams in no container, of which FFmpeg would say 25 pictures a second. */
  private static final List<String> PLAIN = List.of("h264", "hevc", "mjpeg");

  /** Containers that lead to the key frame before a time. */
  private static final List<String> INDEXED = List.of("mov", "matroska");

  private final AVIOContext io;
  private final AVFormatContext format;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final String container;
  private final int index;
  private final AVStream stream;

  /** Of an opened film; closes it with itself. */
  FilmStream(AVIOContext io, AVFormatContext format, String container, int index) {
    this.io = io;
    this.format = format;
    this.container = container;
    this.index = index;
    stream = format.streams(index);
  }

  /** What the container says of the pictures. */
  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  /** FFmpeg's first name of the container. */
  String container() {
    return container;
  }

  /** Whether times must be counted: AVI has those of decoding only, at a constant rate. */
  boolean timeless() {
    return PLAIN.contains(container) || container.equals("avi");
  }

  /** Pictures a second that the container declares; 0 where it declares none. */
  double declaredRate() {
    AVRational rate = stream.avg_frame_rate();
    boolean plain = PLAIN.contains(container);
    return !plain && rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  /** Pictures that the container announces; 0 where it does not. */
  long announced() {
    return container.equals("mov") ? stream.nb_frames() : 0;
  }

  /** How long the container says that the film is, nanoseconds; empty where it does not. */
  OptionalLong duration() {
    long micros = format.duration();
    AVRational base = stream.time_base();
    if (micros <= 0 && stream.duration() > 0 && base.num() > 0 && base.den() > 0) {
      micros = avutil.av_rescale(stream.duration(), 1_000_000L * base.num(), base.den());
    }
    boolean said = micros > 0 && micros <= MAX_MICROS && !PLAIN.contains(container);
    return said ? OptionalLong.of(micros * 1000) : OptionalLong.empty();
  }

  /** When the container says that the film was made; empty where it does not, or not soundly. */
  Optional<Instant> created() {
    for (String key : CREATED) {
      AVDictionaryEntry entry = avutil.av_dict_get(format.metadata(), key, null, 0);
      if (entry != null && !entry.isNull()) {
        Optional<Instant> time = CreationTime.parse(entry.value().getString(UTF_8));
        if (time.isPresent()) {
          return time;
        }
      }
    }
    return Optional.empty();
  }

  /** How the container says that pictures are turned. */
  Turn turn() {
    AVCodecParameters said = stream.codecpar();
    AVPacketSideData side =
        avcodec.av_packet_side_data_get(
            said.coded_side_data(), said.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    return side == null || side.isNull() ? Turn.NONE : RgbPainter.turnOf(side.data(), side.size());
  }

  /** Whether the film can be entered at a time. */
  boolean indexed() {
    return INDEXED.contains(container);
  }

  /** Goes to the last key frame at or before a time; whether FFmpeg says that it is there. */
  boolean seek(long nanos) {
    AVRational base = stream.time_base();
    long at = avutil.av_rescale(nanos, base.den(), NANOS * base.num());
    return avformat.avformat_seek_file(format, index, Long.MIN_VALUE, at, at, 0) >= 0;
  }

  /**
   * Reads the next packet of the pictures; it is valid until the next one is read.
   *
   * @return 0, or FFmpeg's code of the end or an error
   */
  int read() {
    while (true) {
      avcodec.av_packet_unref(packet);
      int read = avformat.av_read_frame(format, packet);
      if (read < 0 || packet.stream_index() == index) {
        return Math.min(read, 0);
      }
    }
  }

  /** The packet that was read. */
  AVPacket packet() {
    return packet;
  }

  /** Its time, nanoseconds. */
  OptionalLong nanos() {
    AVRational base = stream.time_base();
    long time = packet.pts();
    if (time == avutil.AV_NOPTS_VALUE || base.num() <= 0 || base.den() <= 0) {
      return OptionalLong.empty();
    }
    long nanos = avutil.av_rescale(time, NANOS * base.num(), base.den());
    return nanos == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(format);
    avformat.avio_closep(io);
  }
}
