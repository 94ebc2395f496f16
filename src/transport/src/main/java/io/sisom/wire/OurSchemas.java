package io.sisom.wire;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.schema.PartitionProgress;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.QueueEvent;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.VersionReport;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The schemas that this program writes with, as they lie on the topic of schemas. */
final class OurSchemas {
  private OurSchemas() {}

  /** The parsing form of each by its fingerprint. */
  static Map<Long, byte[]> texts() {
    Map<Long, byte[]> texts = new TreeMap<>();
    for (Schema schema :
        List.of(
            SensorFrame.getClassSchema(),
            FrameScore.getClassSchema(),
            OodAlert.getClassSchema(),
            LabelCandidate.getClassSchema(),
            LabeledFrame.getClassSchema(),
            PooledFrame.getClassSchema(),
            EpisodeState.getClassSchema(),
            QueueEvent.getClassSchema(),
            ReferenceManifest.getClassSchema(),
            VersionReport.getClassSchema(),
            FeedPosition.getClassSchema(),
            PartitionProgress.getClassSchema(),
            SensorSummary.getClassSchema())) {
      texts.put(
          SchemaNormalization.parsingFingerprint64(schema),
          SchemaNormalization.toParsingForm(schema).getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** The key of a schema: its fingerprint as a number, in 16 lower-case hexadecimal digits. */
  static String key(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }
}
