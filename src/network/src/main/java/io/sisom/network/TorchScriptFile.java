package io.sisom.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The one place where TorchScript files become networks and networks become files.
 *
 * <p>A bundle's scoring reads the tensors that training writes, under two names. Loaded as the file
 * says and then moved to a GPU, each name gets a copy of its own and training no longer reaches
 * scoring; and a file that names a GPU does not load where there is none. So a file is always
 * mapped: its tensors are made on the device at once, whatever place the file names.
 */
public final class TorchScriptFile {
  private TorchScriptFile() {}

  /**
   * Loads for scoring.
   *
   * @param name of the network
   * @return close it to free the native memory
   */
  public static Model load(Path file, String name, Device device)
      throws IOException, MalformedModelException {
    return load(file, name, device, false);
  }

  /** The same with parameters that take gradients. */
  public static Model loadForTraining(Path file, String name, Device device)
      throws IOException, MalformedModelException {
    return load(file, name, device, true);
  }

  private static Model load(Path file, String name, Device device, boolean training)
      throws IOException, MalformedModelException {
    EngineSettings.apply();
    Path absolute = file.toAbsolutePath();
    Map<String, String> options = new HashMap<>();
    options.put("mapLocation", "true");
    options.put("trainParam", Boolean.toString(training));
    Model model = Model.newInstance(name, device, EngineSettings.ENGINE);
    try {
      model.load(absolute.getParent(), absolute.getFileName().toString(), options);
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Writes a network so that the file names no device: it is written, loaded on the CPU, where
   * tensors of two names stay one, and written again. That is done on the CPU too, where it only
   * takes time, so that no device has a way of its own.
   */
  public static void write(Model model, Path file) throws IOException {
    writeAsItIs(model, file);
    try (Model onCpu = loadForTraining(file, model.getName(), Device.cpu())) {
      writeAsItIs(onCpu, file);
    } catch (MalformedModelException e) {
      throw new IOException(file + ": what was just written cannot be read: " + e.getMessage(), e);
    }
  }

  private static void writeAsItIs(Model model, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      JniUtils.writeModule((PtSymbolBlock) model.getBlock(), out, false);
    }
  }
}
