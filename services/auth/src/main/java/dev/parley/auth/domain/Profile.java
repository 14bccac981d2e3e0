package dev.parley.auth.domain;

import java.time.ZoneId;
import java.util.Set;

/**
 * What a person says of themselves, for everybody to see.
 *
 * @param displayName how they want to be called
 * @param bio perhaps on several lines; may be empty
 * @param pronouns how to speak of them, such as "she/her"; may be empty
 * @param timeZone where they live, as an id of the IANA database; empty where they do not tell
 */
public record Profile(String displayName, String bio, String pronouns, String timeZone) {
  private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

  /** Of somebody who has only said how they want to be called. */
  public static Profile of(String displayName) {
    return new Profile(displayName, "", "", "");
  }

  /** Whether there is a time zone of this name. Offsets such as {@code +02:00} are none. */
  public static boolean isTimeZone(String id) {
    return TIME_ZONES.contains(id);
  }
}
