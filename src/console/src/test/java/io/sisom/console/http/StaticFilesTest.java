package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaticFilesTest {
  private static final Path OWN =
      Path.of("src/console/src/main/resources/io/sisom/console/http/static");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

  @Test
  void everyFileOfTheFolderIsServedAndUplotFromItsJar() throws Exception {
    try (Stream<Path> files = Files.list(OWN)) {
      Set<String> expected =
          files.map(file -> "/static/" + file.getFileName()).collect(Collectors.toSet());
      expected.add("/static/uplot.js");
      expected.add("/static/uplot.css");
      assertThat(served()).isEqualTo(expected);
    }
  }

  @Test
  void scriptsImportOnlyWhatIsServed() throws Exception {
    try (Stream<Path> files = Files.list(OWN)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".js")).toList()) {
        Matcher imports = IMPORT.matcher(Files.readString(file, StandardCharsets.UTF_8));
        while (imports.find()) {
          assertThat(served()).as(file.toString()).contains("/static/" + imports.group(1));
        }
      }
    }
  }

  private static Set<String> served() {
    return StaticFiles.routes().stream().map(Route::path).collect(Collectors.toSet());
  }
}
