package io.sisom.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the compiler does not hold: the modules' arrows are in their pom.xml, the arrows between the
 * packages of one module are here.
 */
@AnalyzeClasses(packages = "io.sisom", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** The packages of each module that has several, each after those that it may use. */
  private static final List<List<String>> MODULES =
      List.of(
          List.of("method", "measure", "reference"),
          List.of("network", "learning", "fitting"),
          List.of("schema", "text", "wire", "version"),
          List.of("web", "service"),
          List.of("alert", "candidate", "summary", "scoring", "scorer"),
          List.of("labeling", "training", "trainer"),
          List.of("queue", "live", "explain", "console"),
          List.of("broker", "demo"));

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices().matching("io.sisom.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void arrowsWithinAModulePointOneWay(JavaClasses classes) {
    for (List<String> packages : MODULES) {
      for (int i = 0; i + 1 < packages.size(); i++) {
        List<String> later = new ArrayList<>();
        packages.subList(i + 1, packages.size()).forEach(it -> later.add("io.sisom." + it + ".."));
        noClasses()
            .that()
            .resideInAPackage("io.sisom." + packages.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later.toArray(String[]::new))
            .check(classes);
      }
    }
  }
}
