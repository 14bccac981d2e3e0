package dev.parley.chat.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen about how they are seen.
 *
 * @param status null if they say nothing of themselves
 */
public record OwnPresence(Availability availability, @Nullable Status status) {
  /** Of whoever has chosen nothing. */
  public static final OwnPresence NOTHING = new OwnPresence(Availability.AUTOMATIC, null);

  /** What is left of it at a moment: without what has expired. */
  public OwnPresence at(Instant now) {
    return new OwnPresence(
        availability.at(now),
        status == null
                || status.isEmpty()
                || (status.until() != null && !status.until().isAfter(now))
            ? null
            : status);
  }

  /** The same, with what is given instead. */
  public OwnPresence with(@Nullable Availability otherAvailability, @Nullable Status otherStatus) {
    return new OwnPresence(
        otherAvailability == null ? availability : otherAvailability,
        otherStatus == null ? status : otherStatus);
  }

  /** Whether they are to look offline whatever their devices do. */
  public boolean appearsOffline() {
    return availability.choice() == Availability.Choice.APPEAR_OFFLINE;
  }
}
