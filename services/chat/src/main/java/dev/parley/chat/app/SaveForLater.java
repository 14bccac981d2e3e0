package dev.parley.chat.app;

import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SavedItem;
import dev.parley.chat.domain.SavedItem.Place;
import dev.parley.chat.port.SavedItems;
import dev.parley.chat.port.SavedItems.Mark;
import dev.parley.chat.port.SavedItems.Outcome;
import dev.parley.chat.port.SavedItems.Stretch;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Saves messages that one reads, and notes, to come back to them or to be reminded of them. */
public final class SaveForLater {
  private final SavedItems items;
  private final LookAtMessage look;
  private final Clock clock;

  public SaveForLater(SavedItems items, LookAtMessage look, Clock clock) {
    this.items = items;
    this.look = look;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** So it is now. */
    record Saved(SavedItem item) implements Result {}

    /** There is no room that the person may know of. */
    record NoSuchRoom() implements Result {}

    /** The room is public, the person has not joined. */
    record NotAMember() implements Result {}

    /** There is no such message in the room. */
    record NoSuchMessage() implements Result {}

    /** The message is deleted. */
    record Deleted() implements Result {}

    /** Nobody can be reminded then: {@link DueTime#EXPECTED}. */
    record BadTime() implements Result {}

    /** The person has no such item. */
    record NoSuchItem() implements Result {}

    /** What is no message has to say something. */
    record NothingNoted() implements Result {}

    /** They have {@link SavedItem#MOST_OPEN} open already. */
    record TooMany() implements Result {}
  }

  /**
   * Saves a message.
   *
   * @param remindTime null for not to be reminded
   */
  public Result save(Place place, UUID userId, String note, @Nullable Instant remindTime) {
    Instant now = now();
    if (remindTime != null && !DueTime.isPossible(remindTime, now)) {
      return new Result.BadTime();
    }
    return switch (look.at(place.roomId(), place.messageId(), userId)) {
      case LookAtMessage.Result.NoSuchRoom<Message> ignored -> new Result.NoSuchRoom();
      case LookAtMessage.Result.NotAMember<Message> ignored -> new Result.NotAMember();
      case LookAtMessage.Result.NoSuchMessage<Message> ignored -> new Result.NoSuchMessage();
      case LookAtMessage.Result.Found<Message>(Message message) when message.deleted() ->
          new Result.Deleted();
      case LookAtMessage.Result.Found<Message> ignored -> put(userId, place, note, remindTime, now);
    };
  }

  /** Notes something to be reminded of. */
  public Result note(UUID userId, String note, Instant remindTime) {
    Instant now = now();
    return DueTime.isPossible(remindTime, now)
        ? put(userId, null, note, remindTime, now)
        : new Result.BadTime();
  }

  private Result put(
      UUID userId, @Nullable Place place, String note, @Nullable Instant remindTime, Instant now) {
    SavedItem item =
        new SavedItem(UuidV7.at(now), place, note, now, micros(remindTime), false, null);
    return result(items.put(userId, item, now));
  }

  /**
   * What is to be said of an item; what is empty stays.
   *
   * @param remindTime when to be reminded; empty within: not at all
   */
  public record Wish(
      Optional<Optional<Instant>> remindTime, Optional<String> note, Optional<Boolean> done) {}

  /** Changes an item as wished. */
  public Result change(UUID userId, UUID itemId, Wish wish) {
    Instant now = now();
    Optional<Instant> remindTime = wish.remindTime().flatMap(time -> time);
    if (remindTime.isPresent() && !DueTime.isPossible(remindTime.get(), now)) {
      return new Result.BadTime();
    }
    UnaryOperator<SavedItem> change =
        item -> {
          SavedItem reminding =
              wish.remindTime().isPresent()
                  ? item.reminding(micros(remindTime.orElse(null)))
                  : item;
          SavedItem noted = wish.note().map(reminding::noted).orElse(reminding);
          return wish.done().map(done -> done ? noted.done(now) : noted.opened()).orElse(noted);
        };
    boolean emptied = wish.note().filter(String::isBlank).isPresent();
    return emptied && isNote(userId, itemId, now)
        ? new Result.NothingNoted()
        : result(items.change(userId, itemId, now, change));
  }

  /** Whether an item is a note alone, which never changes. */
  private boolean isNote(UUID userId, UUID itemId, Instant now) {
    return items.change(userId, itemId, now, item -> item) instanceof Outcome.Done(SavedItem item)
        && item.place() == null;
  }

  /** Forgets an item; one that there is not is forgotten already. */
  public void forget(UUID userId, UUID itemId) {
    items.forget(userId, itemId, now());
  }

  /** A reminder falls due, unless it was changed since. */
  public void remind(UUID itemId, Instant remindTime) {
    items.remind(itemId, remindTime, now());
  }

  /** What one has saved. */
  public Stretch of(
      UUID userId, boolean done, boolean withMessages, Optional<Mark> from, int limit) {
    return items.list(userId, done, withMessages, from, limit);
  }

  private static Result result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(SavedItem item) -> new Result.Saved(item);
      case Outcome.NoSuchItem() -> new Result.NoSuchItem();
      case Outcome.TooMany() -> new Result.TooMany();
    };
  }

  /** PostgreSQL keeps microseconds: what is told live is what is read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}
