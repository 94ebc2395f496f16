package io.sisom.frame;

import io.sisom.schema.SensorFrame;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Fetches a frame's encoded bytes: from the frame, or from the file its URI names. */
final class FrameContent {
  private final FrameLimits limits;

  /**
   * Encoded bytes.
   *
   * @param data not to be changed: they may be the frame's own
   * @param share of the memory for files, while they are in use
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Bytes(byte[] data, DecodeBudget.Share share) implements AutoCloseable {
    @Override
    public void close() {
      share.close();
    }
  }

  FrameContent(FrameLimits limits) {
    this.limits = limits;
  }

  Bytes of(SensorFrame frame) throws FrameFaultException {
    ByteBuffer content = frame.getContent();
    String uri = frame.getUri();
    if (content != null) {
      checkSize(content.remaining(), "frame");
      return new Bytes(array(content), () -> {});
    }
    if (uri == null) {
      throw new FrameFaultException(FrameFault.MISSING, "frame has neither content nor a uri");
    }
    return read(uri);
  }

  private static byte[] array(ByteBuffer content) {
    boolean alone =
        content.hasArray()
            && content.arrayOffset() == 0
            && content.position() == 0
            && content.array().length == content.remaining();
    if (alone) {
      return content.array();
    }
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }

  private Bytes read(String uri) throws FrameFaultException {
    Path root =
        limits
            .uriRoot()
            .orElseThrow(
                () ->
                    refused(uri, "is refused: frame.uri.root is not set, so frames bring content"));
    try {
      Path file = inside(root, uri);
      long size = Files.size(file);
      checkSize(size, "file " + Quote.of(uri));
      return read(file, size, uri);
    } catch (NoSuchFileException e) {
      throw refused(uri, "points to no file");
    } catch (IOException | RuntimeException e) {
      throw refused(uri, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Bytes read(Path file, long size, String uri) throws IOException, FrameFaultException {
    DecodeBudget.Share share = limits.budget().forFile(size);
    boolean handedOn = false;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] data = in.readNBytes((int) size + 1); // one more tells of a file that grows
      if (data.length > size) {
        throw refused(uri, "grew while it was read");
      }
      handedOn = true;
      return new Bytes(data, share);
    } finally {
      if (!handedOn) {
        share.close();
      }
    }
  }

  private static Path inside(Path root, String uri) throws IOException, FrameFaultException {
    URI parsed;
    try {
      parsed = new URI(uri);
    } catch (URISyntaxException e) {
      throw refused(uri, "is no URI");
    }
    if (!"file".equalsIgnoreCase(parsed.getScheme())) {
      throw refused(uri, "is refused: only file: URIs are read");
    }
    Path path;
    try {
      path = Path.of(parsed);
    } catch (IllegalArgumentException e) {
      throw refused(uri, "is refused: it names no file of this machine");
    }
    // Before the file system is asked, so that nothing outside can be probed for existence.
    if (!path.normalize().startsWith(root.toAbsolutePath().normalize())
        || !path.toRealPath().startsWith(root.toRealPath())) {
      throw refused(uri, "is refused: it leads out of frame.uri.root");
    }
    Path real = path.toRealPath();
    if (!Files.isRegularFile(real)) {
      throw refused(uri, "points to no regular file");
    }
    return real;
  }

  private void checkSize(long bytes, String what) throws FrameFaultException {
    if (bytes > limits.maxBytes()) {
      throw new FrameFaultException(
          FrameFault.SIZE,
          what + " of " + bytes + " bytes, more than frame.max.bytes = " + limits.maxBytes());
    }
  }

  private static FrameFaultException refused(String uri, String why) {
    return new FrameFaultException(FrameFault.URI, "uri " + Quote.of(uri) + " " + why);
  }
}
