package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.LinksInText;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.ModerationEntry.Act;
import dev.parley.chat.domain.NamesInText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageChanges;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes of messages in PostgreSQL. Like all who write to a room's log, each holds the lock of the
 * room's row, so the position that it takes is the next, and messages, log, mentions and tombstones
 * agree at every moment.
 */
public final class PostgresMessageChanges implements MessageChanges {
  private final Database database;
  private final Announcer announcer;

  public PostgresMessageChanges(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  /** A transaction's outcome, and what is to be announced once it has committed. */
  private record Result(Outcome outcome, @Nullable RoomEvent event, List<UserEvent> news) {
    static Result none(Outcome outcome) {
      return new Result(outcome, null, List.of());
    }
  }

  @Override
  public Outcome change(
      UUID roomId, UUID messageId, UUID personId, Instant time, Decision decision) {
    // PostgreSQL keeps microseconds: what is told live is what is read later.
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    Result result =
        database.inTransaction(
            handle -> decide(handle, roomId, messageId, personId, now, decision));
    if (result.event() != null) {
      announcer.announce(result.event());
    }
    result.news().forEach(announcer::announce);
    return result.outcome();
  }

  private static Result decide(
      Handle handle, UUID roomId, UUID messageId, UUID personId, Instant time, Decision decision) {
    Optional<Member> member =
        PostgresRoomRepository.lock(handle, roomId)
            ? PostgresRoomRepository.member(handle, roomId, personId)
            : Optional.empty();
    if (member.isEmpty()) {
      return Result.none(new Outcome.NotAMember());
    }
    Optional<Message> found = PostgresMessageRepository.message(handle, roomId, messageId);
    if (found.isEmpty()) {
      return Result.none(new Outcome.NoSuchMessage());
    }
    Message message = found.get();
    Powers powers = PostgresRoomChanges.powers(handle, roomId, personId).orElseThrow();
    Writing writing = new Writing(handle, message, member.get().person(), powers, time);
    return switch (decision.on(message, powers)) {
      case Verdict.Edit edit -> writing.edit(edit);
      case Verdict.Delete ignored -> writing.delete();
      case Verdict.React react -> writing.react(react.emoji());
      case Verdict.TakeBack back -> writing.takeBack(back.emoji());
      case Verdict.Pin ignored -> writing.pin();
      case Verdict.Unpin ignored -> writing.unpin();
      case Verdict.Vote vote -> writing.vote(vote.options());
      case Verdict.ClosePoll ignored -> writing.closePoll();
      case Verdict.Acknowledge ignored -> writing.acknowledge();
      case Verdict.RemovePreviews ignored -> writing.removePreviews();
      case Verdict.Leave ignored -> Result.none(new Outcome.Done(message));
      case Verdict.Refuse refuse -> Result.none(new Outcome.Refused(refuse.refusal()));
    };
  }

  /** One change under way. */
  private record Writing(
      Handle handle, Message message, Person person, Powers powers, Instant time) {
    Result edit(Verdict.Edit edit) {
      String text = edit.text();
      NamesInText names = NamesInText.of(text);
      Map<String, UUID> members = members(names);
      Mentions now = mentions(edit, names, members);
      Mentions mentioned = now.without(message.mentions());
      Mentions unmentioned = message.mentions().without(now);
      long seq = log("MESSAGE_EDITED", null, mentioned, unmentioned);
      boolean sameLinks = LinksInText.of(text).equals(LinksInText.of(message.text()));
      Message before = sameLinks ? message : message.previewing(List.of());
      Message edited = before.edited(text, now, seq, time);
      handle
          .createUpdate(
              """
              insert into chat.message_edits (message_id, number, former_text, edit_time)
              values (:id, :number, :text, :time)
              """)
          .bind("id", message.id())
          .bind("number", edited.since().editCount())
          .bind("text", message.text())
          .bind("time", time)
          .execute();
      handle
          .createUpdate(
              """
              update chat.messages
                 set text = :text, mentions = cast(:mentions as uuid[]), change_seq = :seq, edit_time = :time, edit_count = :count
               where id = :id
              """)
          .bind("text", text)
          .bind("mentions", Rows.column(now))
          .bind("seq", seq)
          .bind("time", time)
          .bind("count", edited.since().editCount())
          .bind("id", message.id())
          .execute();
      if (!sameLinks) {
        PostgresLinkPreviews.lookAgain(handle, message.id(), text, time);
      }
      SearchEntries.forget(handle, message.id());
      count(mentioned, unmentioned);
      List<UserEvent> followers =
          message.thread() == null
              ? List.of()
              : ThreadChanges.follow(handle, message, named(names, members, mentioned), time);
      return told(edited, seq, new Change.MessageEdited(edited, mentioned, unmentioned), followers);
    }

    /** Whom the message mentions from now on. */
    private Mentions mentions(Verdict.Edit edit, NamesInText names, Map<String, UUID> members) {
      Mentions before = message.mentions();
      boolean may = powers.may(Permission.MENTION_EVERYONE);
      // Who may not any more keeps what was said while they might.
      boolean mayEveryone = may || before.everyone();
      if (!names.here() || !NamesInText.of(message.text()).here()) {
        return Mentions.of(names, mayEveryone, may ? edit.here() : List.of(), members::get);
      }
      // It calls those who were there when it was said, whoever is there now.
      return before.everyone()
          ? before
          : Mentions.of(names, mayEveryone, before.people(), members::get);
    }

    /** Whom an edit names one by one and mentions only now. */
    private static List<UUID> named(
        NamesInText names, Map<String, UUID> members, Mentions mentioned) {
      return Mentions.named(names, members::get).stream()
          .filter(mentioned.people()::contains)
          .toList();
    }

    Result delete() {
      RoomEvent event =
          MessageDeletion.delete(
                  handle, message.roomId(), List.of(message), deleted -> person, false, time)
              .getFirst();
      if (!person.equals(message.sender())) {
        ModerationLog.record(
            handle,
            message.roomId(),
            person.id(),
            Act.MESSAGE_DELETED,
            message.sender().id(),
            "",
            time);
      }
      Message tombstone = message.tombstone(event.seq(), null);
      return new Result(new Outcome.Done(tombstone), event, List.of());
    }

    Result react(String emoji) {
      boolean there =
          handle
              .createQuery(
                  "select true from chat.reactions where message_id = ? and emoji = ? and user_id ="
                      + " ?")
              .bind(0, message.id())
              .bind(1, emoji)
              .bind(2, person.id())
              .mapTo(boolean.class)
              .findOne()
              .isPresent();
      if (there) {
        return Result.none(new Outcome.Done(message));
      }
      long seq = log("REACTION_ADDED", emoji, Mentions.NONE, Mentions.NONE);
      handle
          .createUpdate(
              """
              insert into chat.reactions (message_id, emoji, user_id, seq, emoji_seq)
              values (:id, :emoji, :user, :seq, coalesce(
                (select min(emoji_seq) from chat.reactions where message_id = :id and emoji = :emoji), :seq))
              """)
          .bind("id", message.id())
          .bind("emoji", emoji)
          .bind("user", person.id())
          .bind("seq", seq)
          .execute();
      return reacted(seq, new Change.ReactionAdded(message.id(), message.seq(), emoji, person));
    }

    Result takeBack(String emoji) {
      int gone =
          handle.execute(
              "delete from chat.reactions where message_id = ? and emoji = ? and user_id = ?",
              message.id(),
              emoji,
              person.id());
      if (gone == 0) {
        return Result.none(new Outcome.Done(message));
      }
      long seq = log("REACTION_REMOVED", emoji, Mentions.NONE, Mentions.NONE);
      return reacted(seq, new Change.ReactionRemoved(message.id(), message.seq(), emoji, person));
    }

    Result pin() {
      long pinned =
          handle
              .createQuery(
                  "select count(*) from chat.messages where room_id = :room and pin_time is not null")
              .bind("room", message.roomId())
              .mapTo(long.class)
              .one();
      return pinned < Pin.MOST
          ? pinned("MESSAGE_PINNED", time, person.id())
          : Result.none(new Outcome.Refused(Refusal.TOO_MANY_PINS));
    }

    Result unpin() {
      return pinned("MESSAGE_UNPINNED", null, null);
    }

    private Result pinned(String kind, @Nullable Instant since, @Nullable UUID by) {
      long seq = log(kind, null, Mentions.NONE, Mentions.NONE);
      handle
          .createUpdate(
              "update chat.messages set change_seq = :seq, pin_time = :since, pinner_id = :by where id = :id")
          .bind("seq", seq)
          .bindByType("since", since, Instant.class)
          .bindByType("by", by, UUID.class)
          .bind("id", message.id())
          .execute();
      Message now = message.pinned(since, seq);
      return told(now, seq, new Change.PinChanged(now, person, since != null));
    }

    private Result reacted(long seq, Change change) {
      return told(changed(seq), seq, change);
    }

    /** The message as it is since an event that wrote something beside it. */
    private Message changed(long seq) {
      handle.execute("update chat.messages set change_seq = ? where id = ?", seq, message.id());
      return PostgresMessageRepository.message(handle, message.roomId(), message.id())
          .orElseThrow();
    }

    Result vote(SortedSet<Integer> options) {
      if (List.copyOf(options).equals(PostgresPolls.votes(handle, message.id(), person.id()))) {
        return Result.none(new Outcome.Done(message));
      }
      long seq = log("POLL_CHANGED", author(), null, Mentions.NONE, Mentions.NONE);
      PostgresPolls.vote(handle, message.id(), person.id(), options, seq);
      Message now = changed(seq);
      return told(now, seq, new Change.PollChanged(now));
    }

    Result closePoll() {
      long seq = log("POLL_CHANGED", author(), null, Mentions.NONE, Mentions.NONE);
      handle.execute(
          "update chat.polls set close_time = ? where message_id = ?", time, message.id());
      Message now = changed(seq);
      return told(now, seq, new Change.PollChanged(now));
    }

    Result acknowledge() {
      if (PostgresAcknowledgements.has(handle, message.id(), person.id())) {
        return Result.none(new Outcome.Done(message));
      }
      long seq = log("MESSAGE_UPDATED", null, Mentions.NONE, Mentions.NONE);
      PostgresAcknowledgements.add(handle, message.id(), person.id(), seq, time);
      return updated(seq);
    }

    Result removePreviews() {
      if (message.since().previews().isEmpty()) {
        // Nobody sees a difference; but what is still looked for does not come.
        PostgresLinkPreviews.show(handle, message.id(), List.of());
        return Result.none(new Outcome.Done(message));
      }
      long seq = log("MESSAGE_UPDATED", null, Mentions.NONE, Mentions.NONE);
      PostgresLinkPreviews.show(handle, message.id(), List.of());
      return updated(seq);
    }

    private Result updated(long seq) {
      Message now = changed(seq);
      return told(now, seq, new Change.MessageUpdated(now));
    }

    /** The log says of a poll that it changed, not by whom: it may be anonymous. */
    private UUID author() {
      return message.sender().id();
    }

    private Result told(Message now, long seq, Change change) {
      return told(now, seq, change, List.of());
    }

    private Result told(Message now, long seq, Change change, List<UserEvent> news) {
      return new Result(
          new Outcome.Done(now), new RoomEvent(message.roomId(), seq, time, change), news);
    }

    /** Takes the room's next position and writes its log row. */
    private long log(
        String kind, @Nullable String emoji, Mentions mentioned, Mentions unmentioned) {
      return log(kind, person.id(), emoji, mentioned, unmentioned);
    }

    private long log(
        String kind, UUID by, @Nullable String emoji, Mentions mentioned, Mentions unmentioned) {
      return handle
          .createQuery(
              """
              with head as (
                update chat.rooms set head_seq = head_seq + 1 where id = :room returning head_seq
              )
              insert into chat.room_log
                (room_id, seq, kind, user_id, create_time, message_seq, emoji, mentioned, unmentioned)
              select :room, head_seq, :kind, :user, :time, :message, :emoji,
                     cast(:mentioned as uuid[]), cast(:unmentioned as uuid[])
                from head
              returning seq
              """)
          .bind("room", message.roomId())
          .bind("kind", kind)
          .bind("user", by)
          .bind("time", time)
          .bind("message", message.seq())
          .bind("emoji", emoji)
          .bind("mentioned", Rows.column(mentioned))
          .bind("unmentioned", Rows.column(unmentioned))
          .mapTo(long.class)
          .one();
    }

    /** Keeps the rows by which mentions are counted. */
    private void count(Mentions mentioned, Mentions unmentioned) {
      Message.InThread thread = message.thread();
      if (thread != null) {
        ThreadChanges.count(handle, message, thread, mentioned, unmentioned);
      }
      if (message.ordinal() == 0) {
        return;
      }
      if (!unmentioned.isEmpty()) {
        mentions(
            "delete from chat.mentions where room_id = :room and ordinal = :ordinal and user_id ="
                + " any(cast(:people as uuid[]))",
            unmentioned);
      }
      if (!mentioned.isEmpty()) {
        mentions(
            "insert into chat.mentions (room_id, user_id, ordinal, sender_id) select :room,"
                + " unnest(cast(:people as uuid[])), :ordinal, :sender",
            mentioned);
      }
    }

    private void mentions(String sql, Mentions people) {
      handle
          .createUpdate(sql)
          .bind("room", message.roomId())
          .bind("ordinal", message.ordinal())
          .bind("sender", message.sender().id())
          .bind("people", Rows.column(people))
          .execute();
    }

    /** The members among those whom a text names, by user name. */
    private Map<String, UUID> members(NamesInText names) {
      Map<String, UUID> members = new HashMap<>();
      if (!names.usernames().isEmpty()) {
        handle
            .createQuery(
                """
                select p.username, p.user_id from chat.people p
                  join chat.members m on m.room_id = :room and m.user_id = p.user_id
                 where p.username = any(:names)
                """)
            .bind("room", message.roomId())
            .bindArray("names", String.class, List.copyOf(names.usernames()).toArray())
            .map((row, context) -> Map.entry(row.getString("username"), Rows.id(row, "user_id")))
            .forEach(entry -> members.put(entry.getKey(), entry.getValue()));
      }
      return members;
    }
  }
}
