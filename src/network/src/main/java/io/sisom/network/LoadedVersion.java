package io.sisom.network;

import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.SafetensorsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A published version, loaded: this is the one place where its files become a network. Closing
 * frees the network.
 *
 * @param bundle its network's files
 * @param kernel the network with the head of the reference set
 * @param reference the reference set
 */
public record LoadedVersion(ModelBundle bundle, ScoringKernel kernel, ReferenceSet reference)
    implements AutoCloseable {
  private static final String DESCRIPTION = "model.json";
  private static final String NETWORK = "model.pt";
  private static final String REFERENCE = "reference.safetensors";

  /**
   * Loads all of it; files stay where they are.
   *
   * @param files of the version, by blob name
   * @return unusable where a file is missing, damaged or does not fit the others, or memory is
   *     short
   */
  public static Loading<LoadedVersion> load(Map<String, Path> files, Placement placement) {
    try {
      ModelBundle bundle = ModelBundle.of(file(files, DESCRIPTION), file(files, NETWORK));
      ReferenceSet reference = ReferenceSetFile.read(file(files, REFERENCE));
      if (!bundle.description().taps().equals(reference.rule().features().layout())) {
        return new Loading.Unusable<>(
            "the reference set was made with other taps than the model has");
      }
      ScoringKernel kernel = ScoringKernel.openWithHead(bundle, placement, reference.head());
      return new Loading.Loaded<>(new LoadedVersion(bundle, kernel, reference));
    } catch (BundleException | SafetensorsException | IOException e) {
      return new Loading.Unusable<>(reason(e));
    } catch (OutOfMemoryError e) {
      return new Loading.Unusable<>("there is no memory to load it");
    }
  }

  /** Loads its reference set alone. */
  public static Loading<ReferenceSet> referenceSet(Map<String, Path> files) {
    try {
      return new Loading.Loaded<>(ReferenceSetFile.read(file(files, REFERENCE)));
    } catch (SafetensorsException | IOException e) {
      return new Loading.Unusable<>(reason(e));
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static Path file(Map<String, Path> files, String name) throws IOException {
    Path file = files.get(name);
    if (file == null) {
      throw new IOException("the version has no file " + name);
    }
    return file;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
