package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A picture with a name, which people of the installation use like an emoji of Unicode: in texts
 * and reactions it is written as its name between colons.
 *
 * @param id of the picture
 * @param version names the very file
 */
public record CustomEmoji(
    String name, UUID id, String version, Person creator, Instant createTime) {
  /** Most of an installation: all of them are read at once. */
  public static final int MOST = 1_000;

  /** Most that one person has added, so that nobody takes the place of everybody. */
  public static final int MOST_OF_ONE = 100;

  private static final Pattern CODE = Pattern.compile(":([a-z0-9_+-]{2,32}):");

  /** Whether a text is a name between colons, whether or not anything is called that. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }
}
