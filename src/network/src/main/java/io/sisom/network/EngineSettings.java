package io.sisom.network;

/** What PyTorch must be told before it runs; a setting given on Java's command line stays. */
final class EngineSettings {
  static final String ENGINE = "PyTorch";
  static final String GRAPH_OPTIMIZER = "ai.djl.pytorch.graph_optimizer";

  private EngineSettings() {}

  /** Sets what is not set. */
  static void apply() {
    // It would specialize for batch sizes seen, and stall on each new one.
    setDefault(GRAPH_OPTIMIZER, "false");
    // One operation at a time: the recorded passes have next to none that could run side by side.
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
  }

  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
