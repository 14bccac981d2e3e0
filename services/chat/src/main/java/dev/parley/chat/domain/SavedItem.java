package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to come back to, or to be reminded of.
 *
 * @param place which message; null if it is a note alone
 * @param note what they say about it; may be empty
 * @param remindTime when they are reminded, or were; null if they are not
 * @param due whether that time has come, and they have not answered since
 * @param doneTime when it was done; null while it is open
 */
public record SavedItem(
    UUID id,
    @Nullable Place place,
    String note,
    Instant createTime,
    @Nullable Instant remindTime,
    boolean due,
    @Nullable Instant doneTime) {
  /** Most that one may have open. */
  public static final int MOST_OPEN = 1_000;

  /** Where a message is. */
  public record Place(UUID roomId, UUID messageId) {}

  /** The same, to be reminded of then, or not if that is null. */
  public SavedItem reminding(@Nullable Instant time) {
    return new SavedItem(id, place, note, createTime, time, false, time == null ? doneTime : null);
  }

  /** The same, of which they have just been reminded. */
  public SavedItem fallenDue() {
    return new SavedItem(id, place, note, createTime, remindTime, true, doneTime);
  }

  /** The same with another note. */
  public SavedItem noted(String other) {
    return new SavedItem(id, place, other, createTime, remindTime, due, doneTime);
  }

  /** The same, done since then; what is done reminds nobody. */
  public SavedItem done(Instant time) {
    return doneTime == null ? new SavedItem(id, place, note, createTime, null, false, time) : this;
  }

  /** The same, to be done yet. */
  public SavedItem opened() {
    return new SavedItem(id, place, note, createTime, remindTime, due, null);
  }
}
