package dev.parley.chat.adapter.web;

import dev.parley.chat.domain.LinkPreview;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself: by the Open Graph protocol (ogp.me), by Twitter's cards, or by its
 * title and description. Of one that wants no snippets shown of it ({@code nosnippet} of the robots
 * meta tag) nothing is taken.
 *
 * @param pictureUrl an address, perhaps of no picture; empty if it names none
 */
record PageHead(String title, String description, String siteName, String pictureUrl) {
  /** What cannot be seen or read, or turns the direction of what follows. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}\\s\\x{FFFD}]+");

  private static final PageHead NOTHING = new PageHead("", "", "", "");

  static PageHead of(byte[] body, @Nullable Charset charset, URI uri) {
    try {
      Document page =
          Jsoup.parse(
              new ByteArrayInputStream(body),
              charset == null ? null : charset.name(),
              uri.toString());
      if (first(page, "content", List.of("meta[name=robots]")).contains("nosnippet")) {
        return NOTHING;
      }
      String site = first(page, "content", List.of("meta[property=og:site_name]"));
      return new PageHead(
          clean(
              first(
                  page,
                  "content",
                  List.of("meta[property=og:title]", "meta[name=twitter:title]"),
                  page.title()),
              LinkPreview.MAX_TITLE),
          clean(
              first(
                  page,
                  "content",
                  List.of(
                      "meta[property=og:description]",
                      "meta[name=twitter:description]",
                      "meta[name=description]")),
              LinkPreview.MAX_DESCRIPTION),
          clean(site.isBlank() ? host(uri) : site, LinkPreview.MAX_SITE_NAME),
          first(
              page, "abs:content", List.of("meta[property=og:image]", "meta[name=twitter:image]")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return title.isEmpty() && description.isEmpty();
  }

  /** Where something is, without what all addresses have. */
  static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /** The last part of a path. */
  static String fileName(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return clean(path.substring(path.lastIndexOf('/') + 1), LinkPreview.MAX_TITLE);
  }

  private static String first(Document page, String attribute, List<String> queries) {
    return first(page, attribute, queries, "");
  }

  private static String first(
      Document page, String attribute, List<String> queries, String otherwise) {
    for (String query : queries) {
      Element found = page.selectFirst(query);
      if (found != null && !found.attr(attribute).isBlank()) {
        return found.attr(attribute);
      }
    }
    return otherwise;
  }

  /** One line that can be seen, with an ellipsis where it was too long. */
  private static String clean(String text, int most) {
    String line = UNSEEN.matcher(text).replaceAll(" ").strip();
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }
}
