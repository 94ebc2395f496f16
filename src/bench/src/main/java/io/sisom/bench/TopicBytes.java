package io.sisom.bench;

import io.sisom.wire.Topics;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Bytes that the broker in this process took and gave so far, by what they are for. The broker's
 * own metrics tell it.
 *
 * @param written of each purpose
 * @param read of each purpose
 */
record TopicBytes(Map<Purpose, Long> written, Map<Purpose, Long> read) {
  /** What a topic is for. */
  enum Purpose {
    FRAMES("the frames"),
    SCORES("their scores"),
    RANKING("ranking candidates"),
    CANDIDATES("candidates"),
    REST("all else");

    private final String words;

    Purpose(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    private static Purpose of(String topic, Topics topics) {
      if (topic.equals(topics.frames())) {
        return FRAMES;
      }
      if (topic.equals(topics.scores())) {
        return SCORES;
      }
      if (topic.equals(topics.candidates())) {
        return CANDIDATES;
      }
      return topic.matches(".*-(candidate|partition)-(pool|mark)-.*") ? RANKING : REST;
    }
  }

  /** A copy. */
  TopicBytes {
    written = Map.copyOf(written);
    read = Map.copyOf(read);
  }

  static TopicBytes now(Topics topics) {
    return new TopicBytes(counts("BytesInPerSec", topics), counts("BytesOutPerSec", topics));
  }

  private static Map<Purpose, Long> counts(String name, Topics topics) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<Purpose, Long> counts = new EnumMap<>(Purpose.class);
    try {
      ObjectName all =
          new ObjectName("kafka.server:type=BrokerTopicMetrics,name=" + name + ",topic=*");
      for (ObjectName found : server.queryNames(all, null)) {
        counts.merge(
            Purpose.of(found.getKeyProperty("topic"), topics),
            (Long) server.getAttribute(found, "Count"),
            Long::sum);
      }
    } catch (MalformedObjectNameException e) {
      throw new AssertionError("the broker's name of its metrics is no name", e);
    } catch (JMException e) {
      throw new IllegalStateException("the bench's own broker does not tell its metrics", e);
    }
    return counts;
  }

  /** Bytes a frame from here to there. */
  TopicBytes to(TopicBytes later, int frames) {
    return new TopicBytes(aFrame(written, later.written, frames), aFrame(read, later.read, frames));
  }

  private static Map<Purpose, Long> aFrame(
      Map<Purpose, Long> before, Map<Purpose, Long> after, int frames) {
    Map<Purpose, Long> bytes = new EnumMap<>(Purpose.class);
    after.forEach(
        (purpose, count) ->
            bytes.put(purpose, (count - before.getOrDefault(purpose, 0L)) / frames));
    return bytes;
  }
}
