package dev.parley.auth.domain;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and addresses are written before they are kept or compared. */
public final class Names {
  /** {@code String.strip} leaves no-break spaces, of which an invisible name could be made. */
  private static final Pattern OUTER_SPACE = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

  /**
   * What is written after {@code @} to call many at once; nobody could be called by such a name.
   */
  private static final Set<String> CALLS = Set.of("all", "room", "here");

  private Names() {}

  /** Whether nobody can have a user name, given in lower case, as it means something else. */
  public static boolean isReserved(String username) {
    return CALLS.contains(username);
  }

  /** A user name or e-mail address in lower case, without white space around it. */
  public static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** A display name without white space around it; the user name where nothing is left. */
  public static String displayName(String wished, String username) {
    String name = trimmed(wished);
    return name.isEmpty() ? username : name;
  }

  /** What somebody wrote, without white space of any kind around it. */
  public static String trimmed(String text) {
    return OUTER_SPACE.matcher(text).replaceAll("");
  }
}
