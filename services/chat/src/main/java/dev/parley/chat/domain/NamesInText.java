package dev.parley.chat.domain;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text says after {@code @}, before anybody has looked at who that is. What stands between
 * back-quotes, within e-mail addresses, within words and after a backslash is no name.
 *
 * @param usernames in small letters, without the punctuation that ends a sentence; at most {@value
 *     #MOST}, the first ones
 * @param everyone whether {@code @all} or {@code @room} is among them
 * @param here whether {@code @here} is
 */
public record NamesInText(Set<String> usernames, boolean everyone, boolean here) {
  /** Most people that one message can name; those after that are only text. */
  public static final int MOST = 50;

  private static final NamesInText NONE = new NamesInText(Set.of(), false, false);
  private static final Set<String> EVERYONE = Set.of("all", "room");
  private static final String HERE = "here";

  /** As user names are made, but for the punctuation at their end, which may be the sentence's. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_.@/+\\\\-])@([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?![\\p{L}\\p{N}@])");

  /** Reads a text. */
  public static NamesInText of(String text) {
    // Most texts name nobody, and this is asked for every one.
    if (text.indexOf('@') < 0) {
      return NONE;
    }
    Set<String> names = new LinkedHashSet<>();
    boolean everyone = false;
    boolean here = false;
    Matcher matcher = NAME.matcher(CodeInText.without(text));
    while (names.size() < MOST && matcher.find()) {
      String name = withoutEnd(matcher.group(1).toLowerCase(Locale.ROOT));
      if (EVERYONE.contains(name)) {
        everyone = true;
      } else if (name.equals(HERE)) {
        here = true;
      } else if (name.length() > 1) {
        names.add(name);
      }
    }
    return names.isEmpty() && !everyone && !here ? NONE : new NamesInText(names, everyone, here);
  }

  /** User names may end in punctuation, too; those are mentioned by nobody who ends a sentence. */
  private static String withoutEnd(String name) {
    int end = name.length();
    while (end > 0 && "._-".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }
}
