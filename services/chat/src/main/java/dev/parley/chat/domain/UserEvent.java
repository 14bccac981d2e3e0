package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change that concerns one person.
 *
 * @param seq its position in the person's own log
 */
public record UserEvent(UUID userId, long seq, Instant time, Change change) {
  /** What changed. */
  public sealed interface Change {
    /**
     * The person is in this room.
     *
     * @param room as it stands when the event is read
     */
    record RoomJoined(Room room) implements Change {}

    /**
     * The person is no longer in this room.
     *
     * @param deleted whether nobody is, because it was deleted
     */
    record RoomLeft(UUID roomId, boolean deleted) implements Change {}

    /**
     * The person has read on, or marked as unread.
     *
     * @param position as it stands when the event is read
     */
    record ReadMoved(ReadPosition position) implements Change {}

    /**
     * The person prefers something else.
     *
     * @param preferences as they stand when the event is read
     */
    record PreferencesChanged(Preferences preferences) implements Change {}

    /**
     * The person has arranged a room otherwise.
     *
     * @param preferences as they stand when the event is read
     */
    record RoomPreferencesChanged(UUID roomId, RoomPreferences preferences) implements Change {}

    /**
     * The person has blocked or unblocked somebody.
     *
     * @param blocked whether they are blocked when the event is read
     */
    record BlocksChanged(Person other, boolean blocked) implements Change {}

    /**
     * The person has arranged their sections otherwise.
     *
     * @param version of {@link Sections} as they stand when the event is read
     */
    record SectionsChanged(long version) implements Change {}

    /**
     * The person has begun to write something else in a room, or nothing.
     *
     * @param draft as it stands when the event is read
     */
    record DraftChanged(KeptDraft draft) implements Change {}

    /**
     * The person follows a thread or no longer, or has read it.
     *
     * @param position as it stands when the event is read
     */
    record ThreadChanged(ThreadPosition position) implements Change {}

    /**
     * The person has saved something, is reminded of it or done with it, or has forgotten it.
     *
     * @param item as it stands when the event is read; null if it is forgotten
     */
    record SavedItemChanged(UUID itemId, @Nullable SavedItem item) implements Change {}

    /**
     * The person says something later, or it was said or taken back.
     *
     * @param message as it stands when the event is read; null if there is nothing to come
     */
    record ScheduledMessageChanged(UUID messageId, @Nullable ScheduledMessage message)
        implements Change {}

    /**
     * The person has chosen to be seen otherwise, or said something else of themselves.
     *
     * @param own as it stands when the event is read; perhaps it has expired since
     */
    record OwnPresenceChanged(OwnPresence own) implements Change {}
  }
}
