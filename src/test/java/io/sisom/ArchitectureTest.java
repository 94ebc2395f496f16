package io.sisom;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.sisom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices().matching("io.sisom.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ARROWS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.sisom..")
          .withOptionalLayers(true)
          .layer("schema")
          .definedBy("io.sisom.schema..")
          .layer("wire")
          .definedBy("io.sisom.wire..")
          .layer("broker")
          .definedBy("io.sisom.broker..")
          .layer("frame")
          .definedBy("io.sisom.frame..")
          .layer("feed")
          .definedBy("io.sisom.feed..")
          .layer("model")
          .definedBy("io.sisom.model..")
          .layer("sisom")
          .definedBy("io.sisom.sisom..")
          .layer("reference")
          .definedBy("io.sisom.reference..")
          .layer("scoring")
          .definedBy("io.sisom.scoring..")
          .layer("alert")
          .definedBy("io.sisom.alert..")
          .layer("candidate")
          .definedBy("io.sisom.candidate..")
          .layer("labeling")
          .definedBy("io.sisom.labeling..")
          .layer("training")
          .definedBy("io.sisom.training..")
          .layer("demo")
          .definedBy("io.sisom.demo..")
          .layer("app")
          .definedBy("io.sisom.app..")
          .whereLayer("sisom")
          .mayNotAccessAnyLayer()
          .whereLayer("schema")
          .mayNotAccessAnyLayer()
          .whereLayer("wire")
          .mayOnlyAccessLayers("schema")
          .whereLayer("broker")
          .mayOnlyAccessLayers("wire")
          .whereLayer("frame")
          .mayOnlyAccessLayers("schema", "wire")
          .whereLayer("feed")
          .mayOnlyAccessLayers("schema", "wire", "frame")
          .whereLayer("model")
          .mayOnlyAccessLayers("schema", "frame", "sisom")
          .whereLayer("reference")
          .mayOnlyAccessLayers("schema", "wire", "model", "sisom")
          .whereLayer("alert")
          .mayOnlyAccessLayers("schema", "wire")
          .whereLayer("candidate")
          .mayOnlyAccessLayers("schema", "wire")
          .whereLayer("scoring")
          .mayOnlyAccessLayers(
              "schema", "wire", "frame", "model", "sisom", "reference", "alert", "candidate")
          .whereLayer("labeling")
          .mayOnlyAccessLayers("schema", "wire", "frame", "feed")
          .whereLayer("training")
          .mayOnlyAccessLayers("schema", "wire", "frame", "model", "sisom", "reference")
          .whereLayer("evaluation")
          .mayOnlyAccessLayers(
              "schema", "wire", "frame", "feed", "model", "sisom", "reference", "training")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();
}
