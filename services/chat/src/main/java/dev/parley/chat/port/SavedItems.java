package dev.parley.chat.port;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SavedItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What people have saved for later. Changes are announced once they are durable; with each, its
 * reminder becomes a job that {@link #remind} does.
 */
public interface SavedItems {
  /** What came of a change. */
  sealed interface Outcome {
    /** So it is now. */
    record Done(SavedItem item) implements Outcome {}

    /** The person has no such item. */
    record NoSuchItem() implements Outcome {}

    /** They have {@link SavedItem#MOST_OPEN} open already. */
    record TooMany() implements Outcome {}
  }

  /**
   * An item as it is listed.
   *
   * @param message as it stands; empty where there is none, or the person is not in its room
   */
  record Listed(SavedItem item, Optional<Message> message) {}

  /** A place in a list. */
  record Mark(Instant time, UUID id) {}

  /**
   * A stretch of a list.
   *
   * @param next where the next begins; empty on the last
   */
  record Stretch(List<Listed> items, Optional<Mark> next) {}

  /** Keeps an item. One for the same message takes its place, under the id that it had. */
  Outcome put(UUID userId, SavedItem item, Instant time);

  /** Changes an item; what is so already tells nobody. */
  Outcome change(UUID userId, UUID itemId, Instant time, UnaryOperator<SavedItem> change);

  /** Forgets an item, if there is one. */
  void forget(UUID userId, UUID itemId, Instant time);

  /** An item's reminder falls due, unless it was changed since. */
  void remind(UUID itemId, Instant remindTime, Instant time);

  /**
   * Those of a person that are open, the latest first; or those that are done, what was done last
   * first.
   */
  Stretch list(UUID userId, boolean done, boolean withMessages, Optional<Mark> from, int limit);
}
