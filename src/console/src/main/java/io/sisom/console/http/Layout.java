package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.http.Template.Markup;
import java.util.List;
import java.util.Map;

/**
 * What all pages share: head, navigation, and a place at the top for how things stand.
 *
 * @param section which of the navigation's links is the present one
 * @param title of the window
 * @param status right of the navigation
 * @param files names of the page's own scripts and styles among the {@link StaticFiles}
 */
record Layout(Section section, String title, Markup status, List<String> files) {
  private static final Template PAGE = Template.of("page.html");
  private static final Template LINK = Template.inline("<a href=\"{{href}}\">{{text}}</a>");
  private static final Template HERE =
      Template.inline("<a href=\"{{href}}\" aria-current=\"page\">{{text}}</a>");
  private static final Template STYLE =
      Template.inline("<link rel=\"stylesheet\" href=\"{{href}}\">\n");
  private static final Template SCRIPT =
      Template.inline("<script type=\"module\" src=\"{{href}}\"></script>\n");

  private static final Markup LOG_OUT =
      Template.inline(
              "<form class=\"logout\" method=\"post\" action=\"/logout\"><button>Log out</button></form>")
          .fill(Map.of());

  /** The pages that the navigation leads to. */
  enum Section {
    LABEL("/", "Label"),
    LIVE("/live", "Live"),
    EPISODES("/episodes", "Episodes");

    private final String path;
    private final String word;

    Section(String path, String word) {
      this.path = path;
      this.word = word;
    }

    Markup link(boolean here) {
      return (here ? HERE : LINK).fill(Map.of("href", path, "text", word));
    }
  }

  /** A page without scripts. */
  static Layout plain(Section section, String title) {
    return new Layout(section, title, Markup.NONE, List.of());
  }

  Layout with(Markup newStatus) {
    return new Layout(section, title, newStatus, files);
  }

  Layout with(String... newFiles) {
    return new Layout(section, title, status, List.of(newFiles));
  }

  /** Answers with the page. */
  void send(Context ctx, Markup content) {
    html(ctx, page(content, Visit.of(ctx).session().isPresent() ? LOG_OUT : Markup.NONE));
  }

  /** The page. */
  Markup page(Markup content, Markup logOut) {
    StringBuilder nav = new StringBuilder();
    for (Section each : Section.values()) {
      nav.append(each.link(each == section).html());
    }
    StringBuilder head = new StringBuilder();
    for (String file : files) {
      Template kind = file.endsWith(".css") ? STYLE : SCRIPT;
      head.append(kind.fill(Map.of("href", StaticFiles.FOLDER + file)).html());
    }
    return PAGE.fill(
        Map.of(
            "title", title,
            "head", new Markup(head.toString()),
            "nav", new Markup(nav.toString()),
            "status", status,
            "logOut", logOut,
            "content", content));
  }

  /** Answers with a part of a page. */
  static void html(Context ctx, Markup part) {
    ctx.contentType("text/html; charset=utf-8").result(part.html());
  }
}
