package io.sisom.it.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What an earlier build left behind, made by {@code ops/volume/make.sh} with that build's own
 * commands: broker data, scorer state, and in {@code facts} what its commands said was in it.
 */
record LeftVolume(Path dir) {
  /** Unpacks the volume of a version. */
  static LeftVolume unpack(String version, Path dir) throws IOException {
    String name = "volume-" + version + ".tar.gz";
    try (InputStream packed = LeftVolume.class.getResourceAsStream(name);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path to = dir.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(tar, to);
        }
      }
    }
    return new LeftVolume(dir);
  }

  Path broker() {
    return dir.resolve("broker");
  }

  Path state() {
    return dir.resolve("data/streams");
  }

  String fact(String file) throws IOException {
    return Files.readString(dir.resolve("facts").resolve(file)).strip();
  }

  List<String> facts(String file) throws IOException {
    return fact(file).lines().toList();
  }
}
