package io.sisom.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages that users read, and the commands in them. */
public final class Docs {
  private static final Pattern INLINE = Pattern.compile("`(\\./sisom [^`]*)`");
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");

  private Docs() {}

  /** Every page, README first. */
  public static List<Path> pages() throws IOException {
    List<Path> pages =
        new ArrayList<>(
            List.of(
                Path.of("README.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("ops/exporter/README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /**
   * A page's blocks of commands, in order: plain fenced ones and indented ones. In a block that has
   * lines behind a prompt, these are the commands and the rest is what they say.
   */
  public static List<List<String>> blocks(Path page) throws IOException {
    return blocks(page, "");
  }

  /** A page's fenced blocks of properties, a setting a line. */
  public static List<List<String>> properties(Path page) throws IOException {
    return blocks(page, "properties");
  }

  private static List<List<String>> blocks(Path page, String language) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean fenced = false;
    boolean plain = false;
    for (String line : (Files.readString(page) + "\n").split("\n", -1)) {
      boolean fence = line.startsWith("```");
      if (fence) {
        fenced = !fenced;
        plain = fenced && line.equals("```" + language);
      } else if (fenced ? plain : language.isEmpty() && line.startsWith("    ")) {
        block.append(line).append('\n');
        continue;
      }
      if (!block.isEmpty()) {
        blocks.add(commands(block.toString().stripIndent()));
        block.setLength(0);
      }
    }
    return blocks;
  }

  /** What a page names of the command line within its sentences. */
  public static List<String> inline(Path page) throws IOException {
    return INLINE.matcher(Files.readString(page)).results().map(m -> m.group(1)).toList();
  }

  private static List<String> commands(String block) {
    String joined = COMMENT.matcher(block).replaceAll("").replaceAll("\\\\\\n\\s*", " ");
    List<String> lines = joined.lines().filter(line -> !line.isBlank()).toList();
    boolean prompted = lines.stream().anyMatch(line -> line.startsWith("$ "));
    return lines.stream()
        .filter(line -> !prompted || line.startsWith("$ "))
        .map(line -> prompted ? line.substring(2) : line)
        .map(String::strip)
        .toList();
  }

  /** A command's words as a shell has them; variables and braces stay as they are. */
  public static List<String> words(String command) {
    return Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+")
        .matcher(command)
        .results()
        .map(word -> word.group().replaceAll("[\"']", ""))
        .toList();
  }
}
