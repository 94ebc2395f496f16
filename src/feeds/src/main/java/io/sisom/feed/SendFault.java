package io.sisom.feed;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** Why Kafka did not take a message, in words. */
public final class SendFault {
  private SendFault() {}

  /** For people; says what to do where it is known. */
  public static String reason(String topic, MessagePublisher.Message message, Exception error) {
    String complaint = error.getClass().getSimpleName() + ": " + error.getMessage();
    return error instanceof RecordTooLargeException
        ? "its %d bytes are too many for topic %s; raise kafka.max.request.size and the topic's"
                .formatted(message.value().length, topic)
            + " max.message.bytes, or send the frame by uri ("
            + complaint
            + ")"
        : "topic " + topic + " did not take it (" + complaint + ")";
  }
}
