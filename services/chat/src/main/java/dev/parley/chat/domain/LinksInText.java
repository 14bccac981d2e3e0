package dev.parley.chat.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages that a text links to and may show previews of. What is code, what stands between angle
 * brackets, and what carries a password is left alone.
 */
public final class LinksInText {
  /** Most pages of one text; those after that are only links. */
  public static final int MOST = 3;

  /** The longest address that is looked at, in characters. */
  public static final int MAX_LENGTH = 2_048;

  private static final Pattern LINK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(<?)(https?://[^\\s<>\"`|\\\\]+)", Pattern.CASE_INSENSITIVE);

  private static final String ENDS_SENTENCES = ".,:;!?'*_~";

  private LinksInText() {}

  /** Their addresses as the text has them, each once. */
  public static List<String> of(String text) {
    // Most texts link to nothing, and this is asked for every one.
    if (!text.contains("://")) {
      return List.of();
    }
    Set<String> links = new LinkedHashSet<>();
    Matcher matcher = LINK.matcher(CodeInText.without(text));
    while (links.size() < MOST && matcher.find()) {
      String link = withoutEnd(matcher.group(2));
      if (matcher.group(1).isEmpty() && isPage(link)) {
        links.add(link);
      }
    }
    return List.copyOf(links);
  }

  /** What ends a sentence or closes a bracket that was opened before the link is no part of it. */
  private static String withoutEnd(String link) {
    int end = link.length();
    while (end > 0) {
      char last = link.charAt(end - 1);
      boolean closes = last == ')' && count(link, '(', end) < count(link, ')', end);
      if (!closes && last != ']' && ENDS_SENTENCES.indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return link.substring(0, end);
  }

  private static long count(String text, char wanted, int end) {
    return text.substring(0, end).chars().filter(c -> c == wanted).count();
  }

  private static boolean isPage(String link) {
    if (link.length() > MAX_LENGTH) {
      return false;
    }
    try {
      URI uri = new URI(link);
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
