package io.sisom.console.http;

import gg.jte.Content;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all pages share: head, navigation, and a place at the top for how things stand.
 *
 * @param section which of the navigation's links is the present one
 * @param title of the window
 * @param status right of the navigation, where there is one
 * @param files names of the page's own scripts and styles among the {@link StaticFiles}
 */
record Layout(Section section, String title, @Nullable LabelStatus status, List<String> files) {
  /** The pages that the navigation leads to. */
  enum Section {
    LABEL("/", "Label"),
    LIVE("/live", "Live"),
    EPISODES("/episodes", "Episodes"),
    MODELS("/models", "Models");

    private final String path;
    private final String word;

    Section(String path, String word) {
      this.path = path;
      this.word = word;
    }

    String path() {
      return path;
    }

    String word() {
      return word;
    }
  }

  /** A page without scripts. */
  static Layout plain(Section section, String title) {
    return new Layout(section, title, null, List.of());
  }

  Layout with(LabelStatus newStatus) {
    return new Layout(section, title, newStatus, files);
  }

  Layout with(String... newFiles) {
    return new Layout(section, title, status, List.of(newFiles));
  }

  /** Answers with the page. */
  void send(Context ctx, Content content) {
    html(ctx, page(content, Visit.of(ctx).session().isPresent()));
  }

  /** The page. */
  Content page(Content content, boolean loggedIn) {
    return Pages.of("page", new Page(this, loggedIn, content));
  }

  /** Answers with a page or a part of one. */
  static void html(Context ctx, Content content) {
    ctx.contentType("text/html; charset=utf-8").result(Pages.html(content));
  }
}
