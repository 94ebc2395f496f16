package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.recording.message.ImageMessage;
import io.sisom.recording.picture.ImageConverter;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.recording.picture.PictureHash;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Pictures that come as files, JPEG or PNG by their first bytes, as frames' contents. */
public final class FilePictures {
  private final ImageConverter converter;
  private final PictureHash hash;

  /** As a user chose. */
  public FilePictures(PictureChoices choices) {
    this.converter = new ImageConverter(choices);
    this.hash = new PictureHash(choices.maxPixels());
  }

  /** What becomes of a file; its bytes are not kept. */
  public Content content(ByteBuffer file) {
    return DecodedPictures.content(
        converter.convert(new ImageMessage.Compressed(OptionalLong.empty(), "", "", file)), hash);
  }
}
