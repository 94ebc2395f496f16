package io.sisom.feed.recording;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.schema.FeedPosition;
import java.time.Instant;
import java.util.Optional;

/** How far a feed has come in one file. */
final class FileProgress {
  private final String file;
  private Position position = Position.START;
  private Position before = Position.START;
  private long mark;
  private long fed;
  private long refused;
  private long damaged;

  /** Damage that no message follows: a file that is still recorded has it, and then has not. */
  private long damagedAtEnd;

  private boolean moved;

  FileProgress(String file, Optional<FeedPosition> saved) {
    this.file = file;
    saved.ifPresent(
        it -> {
          position = new Position(it.getBlock(), it.getIndex());
          before = new Position(it.getBeforeBlock(), it.getBeforeIndex());
          mark = it.getMark();
          fed = it.getFed();
          refused = it.getRefused();
          damaged = it.getDamaged();
        });
  }

  String file() {
    return file;
  }

  Position position() {
    return position;
  }

  String words() {
    return fed + " of " + file;
  }

  /** Whether a message was passed since the last commit. */
  boolean moved() {
    return moved;
  }

  void passed(Message message) {
    before = position;
    position = message.position();
    mark = MessageMark.of(message);
    damaged += damagedAtEnd;
    damagedAtEnd = 0;
    moved = true;
  }

  void damaged() {
    damagedAtEnd++;
  }

  void refused(long more) {
    refused += more;
  }

  void committed(int taken, int refusedByKafka) {
    fed += taken;
    refused += refusedByKafka;
    moved = false;
  }

  FeedPosition save(FeedProgress progress, Instant now, int taken, int refusedByKafka) {
    return progress
        .save(
            FeedPosition.newBuilder()
                .setFile(file)
                .setBlock(position.block())
                .setIndex(position.index())
                .setBeforeBlock(before.block())
                .setBeforeIndex(before.index())
                .setMark(mark)
                .setFed(fed + taken)
                .setRefused(refused + refusedByKafka)
                .setDamaged(damaged)
                .setWrittenAt(now))
        .build();
  }
}
