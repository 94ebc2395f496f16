package io.sisom.console.http;

import gg.jte.Content;
import io.sisom.console.http.Layout.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole page.
 *
 * @param loggedIn whether there is a session to end
 */
record Page(Layout layout, boolean loggedIn, Content content) {
  String title() {
    return layout.title();
  }

  @Nullable LabelStatus status() {
    return layout.status();
  }

  List<String> styles() {
    return files(".css");
  }

  List<String> scripts() {
    return files(".js");
  }

  private List<String> files(String ending) {
    return layout.files().stream()
        .filter(file -> file.endsWith(ending))
        .map(file -> StaticFiles.FOLDER + file)
        .toList();
  }

  /** What marks the present page's link; no mark is null. */
  @Nullable String current(Section section) {
    return section == layout.section() ? "page" : null;
  }
}
