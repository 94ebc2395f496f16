package io.sisom.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer whose commits end as a test says, with someone who looks while they run. */
final class CommitsThatFail extends MockProducer<String, byte[]> {
  /** How a commit ends. */
  enum Fate {
    /** It holds, and the producer learns so. */
    COMMITTED,
    /** It does not hold: aborted, or fenced. */
    ABORTED,
    /** It holds, and the producer does not learn so. */
    COMMITTED_UNKNOWN
  }

  private final List<ProducerRecord<String, byte[]>> topic;
  private final Runnable look;
  private final Consumer<List<ProducerRecord<String, byte[]>>> confirmed;
  private Fate fate = Fate.COMMITTED;
  private int kept;

  /**
   * A producer that has begun with its transactional id.
   *
   * @param topic gets what is committed
   * @param look called while a commit runs, before its end
   * @param confirmed gets the records of each commit that the producer learns of
   */
  CommitsThatFail(
      String candidates,
      List<ProducerRecord<String, byte[]>> topic,
      Runnable look,
      Consumer<List<ProducerRecord<String, byte[]>>> confirmed) {
    super(cluster(candidates), true, null, new StringSerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.look = look;
    this.confirmed = confirmed;
    initTransactions();
  }

  private static Cluster cluster(String topic) {
    Node node = new Node(0, "broker", 9092);
    Node[] nodes = {node};
    return new Cluster(
        "cluster",
        List.of(node),
        List.of(new PartitionInfo(topic, 0, node, nodes, nodes)),
        Set.of(),
        Set.of());
  }

  void next(Fate next) {
    fate = next;
  }

  @Override
  public void commitTransaction() {
    look.run();
    if (fate == Fate.ABORTED) {
      throw new KafkaException("the commit was aborted");
    }
    super.commitTransaction();
    List<ProducerRecord<String, byte[]>> all = history();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(all.subList(kept, all.size()));
    kept = all.size();
    topic.addAll(records);
    if (fate == Fate.COMMITTED_UNKNOWN) {
      throw new TimeoutException("nobody said whether the commit holds");
    }
    confirmed.accept(records);
  }
}
