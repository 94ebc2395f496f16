package io.sisom.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as the operating system counts it, native memory included. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Resident set size now, bytes; the test is skipped where the system does not tell. */
  public static long bytes() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "skipped: there is no " + STATUS);
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  /** The same without the Java heap, which grows as it likes up to its limit. */
  public static long outsideTheHeap() throws IOException {
    return bytes() - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
