package io.sisom.feed.recording;

import io.sisom.feed.film.FilmMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pictures of a film, which are decoded already.
 *
 * @param originNanos what makes a time since the epoch of a time in the film
 */
record FilmPictures(long originNanos, DecodedPictures pictures)
    implements ChannelPictures.Readable {
  @Override
  public ChannelPictures.Reading read(ByteBuffer payload) {
    Optional<FilmMessage> read = FilmMessage.read(payload);
    if (read.isEmpty()) {
      return new ChannelPictures.Reading.Malformed("it is no picture of a film");
    }
    FilmMessage message = read.get();
    return new ChannelPictures.Reading.Found(
        OptionalLong.of(originNanos + message.nanos()),
        DecodedPictures.words(message.width(), message.height()),
        message.pixels().remaining(),
        () -> pictures.content(message.width(), message.height(), message.pixels()));
  }
}
