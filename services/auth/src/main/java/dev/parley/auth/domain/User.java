package dev.parley.auth.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A person with an account.
 *
 * @param username unique, lower case; public
 * @param profile what they say of themselves; public
 * @param avatarVersion which picture they show; empty where they show none; public
 * @param email lower case; what they claim, shown to nobody else
 * @param version grows with every change that others see; 1 at registration
 * @param guest whether they know only their rooms and the people in them; never changes; public
 */
public record User(
    UUID id,
    String username,
    Profile profile,
    String avatarVersion,
    String email,
    long version,
    boolean guest,
    Instant createTime) {
  /** How they want to be called. */
  public String displayName() {
    return profile.displayName();
  }
}
