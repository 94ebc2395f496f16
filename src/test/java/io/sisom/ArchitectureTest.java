package io.sisom;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

@AnalyzeClasses(packages = "io.sisom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** Each package, and the packages it may use. docs/architecture.md shows the same table. */
  private static final Map<String, String> ARROWS = new LinkedHashMap<>();

  static {
    ARROWS.put("schema", "");
    ARROWS.put("text", "");
    ARROWS.put("wire", "schema");
    ARROWS.put("broker", "wire");
    ARROWS.put("frame", "schema wire");
    ARROWS.put("feed", "schema wire frame text");
    ARROWS.put("sisom", "");
    ARROWS.put("measure", "model sisom");
    ARROWS.put("model", "schema frame sisom");
    ARROWS.put("reference", "schema wire model sisom");
    ARROWS.put("alert", "schema wire");
    ARROWS.put("candidate", "schema wire");
    ARROWS.put("scoring", "schema wire frame model sisom reference alert candidate");
    ARROWS.put("labeling", "schema wire frame feed text");
    ARROWS.put("fitting", "frame model sisom measure");
    ARROWS.put("learning", "frame model sisom");
    ARROWS.put("training", "schema wire frame model sisom reference labeling fitting learning");
    ARROWS.put(
        "evaluation",
        "schema wire frame feed text model sisom measure reference candidate fitting learning"
            + " training");
    ARROWS.put("demo", "schema wire frame feed");
    ARROWS.put(
        "bench",
        "schema wire broker frame model sisom reference alert candidate scoring learning training");
    ARROWS.put("explain", "schema frame model reference");
    ARROWS.put("queue", "schema");
    ARROWS.put("live", "schema");
    ARROWS.put("web", "");
    ARROWS.put("console", "schema wire frame text reference explain queue live web");
    ARROWS.put(
        "app",
        "schema wire broker frame feed text sisom model reference alert candidate scoring labeling"
            + " fitting learning training evaluation demo bench explain queue live web console");
  }

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices().matching("io.sisom.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule ARROWS_POINT_ONE_WAY = arrows();

  private static ArchRule arrows() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.sisom..");
    for (String name : ARROWS.keySet()) {
      layers = layers.layer(name).definedBy("io.sisom." + name + "..");
    }
    for (Map.Entry<String, String> arrow : ARROWS.entrySet()) {
      layers =
          arrow.getValue().isEmpty()
              ? layers.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
              : layers.whereLayer(arrow.getKey()).mayOnlyAccessLayers(arrow.getValue().split(" "));
    }
    return layers;
  }
}
