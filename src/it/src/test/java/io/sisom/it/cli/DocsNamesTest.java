package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that explain the code name types, modules and packages that there are. */
class DocsNamesTest {
  private static final Path ARCHITECTURE = Path.of("docs/architecture.md");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z0-9]*)`");
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Pattern SCHEMA = Pattern.compile("\"name\": \"([A-Z]\\w*)\"");
  private static final Pattern MODULE = Pattern.compile("<module>src/(\\w+)</module>");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]* \\| ([^|]*) \\| [^|]* \\|$");

  /** Word endings of the glossary's rules. */
  private static final Set<String> NO_TYPES = Set.of("Listener", "Outcome", "Result", "Config");

  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "docs/glossary.md"})
  void everyTypeNamedIsInTheTree(String page) throws IOException {
    Set<String> named = new TreeSet<>(all(TYPE, Files.readString(Path.of(page))));
    assertThat(named).as(page + " names types").hasSizeGreaterThan(30);

    named.removeAll(types());
    named.removeAll(NO_TYPES);

    assertThat(named).as("types that %s names and nothing declares", page).isEmpty();
  }

  @Test
  void theTableOfModulesHasEachModuleWithItsPackages() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(ARCHITECTURE)).results().toList();

    Set<String> modules = new TreeSet<>(all(MODULE, Files.readString(Path.of("pom.xml"))));
    modules.remove("bom");
    assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(modules);
    for (MatchResult row : rows) {
      for (String name : all(Pattern.compile("`(\\w+)`"), row.group(2))) {
        Path folder = Path.of("src", row.group(1), "src/main/java/io/sisom", name);
        assertThat(name.equals("schema") || Files.isDirectory(folder)).as("%s", folder).isTrue();
      }
    }
  }

  private static Set<String> types() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String text : texts(Path.of("src"), ".java")) {
      types.addAll(all(DECLARATION, text));
    }
    for (String text : texts(Path.of("schemas"), ".avsc")) {
      types.addAll(all(SCHEMA, text));
    }
    return types;
  }

  private static List<String> texts(Path folder, String ending) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files =
          tree.filter(file -> file.toString().endsWith(ending))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
    }
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toList());
  }
}
