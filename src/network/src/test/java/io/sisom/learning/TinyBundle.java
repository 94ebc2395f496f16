package io.sisom.learning;

import io.sisom.network.ModelBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A network of one convolution, made by {@code ops/exporter/make_fixtures.py}. */
public final class TinyBundle {
  private static final byte[] CPU = place("cpu");
  private static final byte[] GPU = place("cuda:0");

  private TinyBundle() {}

  /** As it was exported. */
  public static ModelBundle exported(Path folder) throws Exception {
    return unpack(folder, "model.pt");
  }

  /** With copies of its own where scoring reads what training writes. */
  public static ModelBundle detached(Path folder) throws Exception {
    return unpack(folder, "detached.pt");
  }

  /** As a GPU saves it: its tensors have their place there. */
  public static ModelBundle savedOnGpu(Path folder) throws Exception {
    Path file = exported(folder).torchScript();
    Files.write(file, moved(Files.readAllBytes(file)));
    return ModelBundle.open(folder);
  }

  /** Whether a file's tensors have their place on a GPU. */
  static boolean namesGpu(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("cuda");
  }

  private static ModelBundle unpack(Path folder, String network) throws Exception {
    Files.createDirectories(folder);
    for (String name : List.of("model.json", network)) {
      try (InputStream in = TinyBundle.class.getResourceAsStream("tiny/" + name)) {
        String as = name.equals(network) ? "model.pt" : name;
        Files.write(folder.resolve(as), Objects.requireNonNull(in, name).readAllBytes());
      }
    }
    return ModelBundle.open(folder);
  }

  private static byte[] moved(byte[] archive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int moved = 0;
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(archive));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (entry.getName().endsWith(".pkl")) {
          byte[] elsewhere = replaced(content);
          moved += elsewhere.length == content.length ? 0 : 1;
          content = elsewhere;
        }
        ZipEntry kept = new ZipEntry(entry.getName());
        CRC32 sum = new CRC32();
        sum.update(content);
        kept.setMethod(ZipEntry.STORED);
        kept.setSize(content.length);
        kept.setCrc(sum.getValue());
        out.putNextEntry(kept);
        out.write(content);
      }
    }
    if (moved == 0) {
      throw new IllegalStateException("the archive names no place of its tensors");
    }
    return bytes.toByteArray();
  }

  private static byte[] replaced(byte[] pickle) {
    String text = new String(pickle, StandardCharsets.ISO_8859_1);
    String from = new String(CPU, StandardCharsets.ISO_8859_1);
    return text.replace(from, new String(GPU, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Pickle's BINUNICODE. */
  private static byte[] place(String name) {
    return ("X" + (char) name.length() + "\0\0\0" + name).getBytes(StandardCharsets.ISO_8859_1);
  }
}
