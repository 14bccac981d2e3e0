package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Message.InThread;
import dev.parley.chat.domain.NamesInText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Permissions;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one group commit, in two round trips for any number of drafts. The first locks
 * the rooms in the order of their ids and then, each statement with a snapshot of its own, looks
 * for members and for keys used before; the second inserts everything by {@code unnest} and
 * commits.
 *
 * <p>The {@code limit} has each key looked up by all of it. Without, a plan that was made while
 * nothing had been said yet goes through all keys of a sender for each draft, and is kept for as
 * long as the table was not analysed.
 */
final class MessageBatch {
  private static final String LOOK =
      """
      set local lock_timeout = %d;
      select id, kind as room_kind, head_seq, head_ordinal, permissions, archive_time, slow_mode_seconds, blocked_by,
             lifetime_seconds, retention_days
        from chat.rooms where id = any(?) order by id for update;
      select m.room_id, m.role, m.mute_end, m.said_time, p.user_id, p.username, p.display_name, p.avatar_version
        from (select distinct * from unnest(?, ?) as d (room_id, user_id)) d
        join chat.members m using (room_id, user_id)
        join chat.people p using (user_id);
      select d.room_id, p.user_id, d.username
        from unnest(?, ?) as d (room_id, username)
        join chat.people p using (username)
        join chat.members m on m.room_id = d.room_id and m.user_id = p.user_id;
      select k.text_hash, %s
        from unnest(?, ?) as d (sender_id, client_id)
        cross join lateral (select * from chat.send_keys used
                             where used.sender_id = d.sender_id and used.client_id = d.client_id limit 1) k
        join chat.messages m on m.id = k.message_id
        join chat.people p on p.user_id = k.sender_id %s
      """;

  /** What is said in a thread alone has no ordinal, and moves no position in the room. */
  private static final String INSERT =
      """
      with d as (
        select *, ?::timestamptz as create_time
          from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            as d (id, room_id, seq, ordinal, sender_id, client_id, text, text_hash, mentions, thread_id, thread_seq, thread_ordinal,
                  expire_time, priority, ack_requested)
      ),
      said as (
        insert into chat.messages
          (id, room_id, seq, ordinal, sender_id, client_id, text, mentions, create_time, thread_id, thread_seq, thread_ordinal,
           expire_time, priority, ack_requested)
        select id, room_id, seq, ordinal, sender_id, client_id, text, mentions::uuid[], create_time, thread_id, thread_seq, thread_ordinal,
               expire_time::timestamptz, priority, ack_requested
          from d
      ),
      mentioned as (
        insert into chat.mentions (room_id, user_id, ordinal, sender_id)
        select room_id, unnest(mentions::uuid[]), ordinal, sender_id from d where mentions is not null and ordinal is not null
      ),
      read as (
        update chat.members m
           set read_seq = coalesce(s.seq, m.read_seq), read_ordinal = coalesce(s.ordinal, m.read_ordinal),
               seen_seq = coalesce(s.seq, m.seen_seq), delivered_seq = coalesce(s.seq, m.delivered_seq),
               said_time = s.create_time
          from (select room_id, sender_id, max(seq) filter (where ordinal is not null) as seq, max(ordinal) as ordinal,
                       max(create_time) as create_time
                  from d group by 1, 2) s
         where m.room_id = s.room_id and m.user_id = s.sender_id
      ),
      logged as (
        insert into chat.room_log (room_id, seq, kind, user_id, create_time)
        select room_id, seq, 'MESSAGE_CREATED', sender_id, create_time from d
      ),
      keyed as (
        insert into chat.send_keys (sender_id, client_id, room_id, seq, message_id, text_hash, create_time)
        select sender_id, client_id, room_id, seq, id, text_hash, create_time from d
      )
      update chat.rooms r set head_seq = h.head_seq, head_ordinal = coalesce(h.head_ordinal, r.head_ordinal)
        from (select room_id, max(seq) as head_seq, max(ordinal) as head_ordinal from d group by room_id) h
       where r.id = h.room_id
      """;

  /** If what is before it fails, PostgreSQL does not come to the commit. */
  private static final String COMMIT = "; commit";

  private final Clock clock;
  private final String look;

  /**
   * Statements that wait for locks as long as this.
   *
   * @param lockTimeoutMillis longest wait for another process's lock on a room
   */
  MessageBatch(Clock clock, int lockTimeoutMillis) {
    this.clock = clock;
    this.look = LOOK.formatted(lockTimeoutMillis, Rows.MESSAGE, Rows.REPLIES);
  }

  /** What the database knows of the drafts' rooms, senders and keys, under the rooms' locks. */
  private record Known(
      Map<UUID, Head> heads,
      Map<Membership, Sender> members,
      Map<Name, UUID> named,
      Map<Key, Used> used,
      ThreadBatch threads) {}

  /**
   * Where a room stands.
   *
   * @param slowSeconds how long one waits between two messages
   * @param blockedBy who of the two of a direct conversation has blocked the other
   * @param retention how long it keeps what is said
   */
  private record Head(
      long seq,
      long ordinal,
      boolean archived,
      Permissions permissions,
      int slowSeconds,
      List<UUID> blockedBy,
      Retention retention) {
    Head next(boolean inRoom) {
      return new Head(
          seq + 1,
          inRoom ? ordinal + 1 : ordinal,
          archived,
          permissions,
          slowSeconds,
          blockedBy,
          retention);
    }

    boolean allows(Sender sender, Permission permission) {
      return permissions
          .least(permission)
          .filter(least -> sender.role().compareTo(least) >= 0)
          .isPresent();
    }

    /** When a sender's turn comes, if that is later than now. */
    @Nullable Instant turn(Sender sender, Instant now) {
      if (slowSeconds == 0 || sender.said() == null || allows(sender, Permission.MUTE_MEMBERS)) {
        return null;
      }
      Instant turn = sender.said().plusSeconds(slowSeconds);
      return turn.isAfter(now) ? turn : null;
    }
  }

  /**
   * Who says something.
   *
   * @param muteEnd until when they may not; null if they are not muted
   * @param said when they last did in this room; null if not since rooms can be slow
   */
  private record Sender(
      Person person, Member.Role role, @Nullable Instant muteEnd, @Nullable Instant said) {
    Sender saidAt(Instant time) {
      return new Sender(person, role, muteEnd, time);
    }
  }

  /** A member's name as a text gives it. */
  private record Name(UUID roomId, String username) {}

  private record Membership(UUID roomId, UUID userId) {}

  private record Key(UUID senderId, UUID clientId) {}

  private record Used(UUID roomId, byte[] textHash, Message message) {}

  /** What a batch has made: messages in the order of their places, and what people are told. */
  record Fresh(List<Message> messages, List<UserEvent> news) {
    Fresh() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void clear() {
      messages.clear();
      news.clear();
    }
  }

  /**
   * Appends drafts in their order, and commits.
   *
   * @param fresh receives what is new
   * @return what became of each draft
   */
  List<Appended> append(Handle handle, List<Draft> drafts, Fresh fresh) {
    try {
      Connection connection = handle.getConnection();
      List<NamesInText> names = drafts.stream().map(draft -> NamesInText.of(draft.text())).toList();
      Known known = look(connection, drafts, names);
      withDetails(handle, known.used());
      // PostgreSQL keeps microseconds: a retry must get the same time as the first answer.
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      List<Appended> results = new ArrayList<>(drafts.size());
      List<byte[]> hashes = new ArrayList<>();
      for (int i = 0; i < drafts.size(); i++) {
        results.add(place(drafts.get(i), names.get(i), now, known, fresh.messages(), hashes));
      }
      if (!fresh.messages().isEmpty()) {
        for (Message message : fresh.messages()) {
          if (message.expireTime() != null) {
            PostgresMessageExpiry.schedule(handle, message.roomId(), message.expireTime());
          }
          if (message.poll() != null) {
            PostgresPolls.ask(handle, message.id(), message.roomId(), message.poll());
          }
          PostgresLinkPreviews.lookForLater(handle, message.id(), message.text(), now);
        }
        insertAndCommit(connection, fresh, hashes, known.threads());
      }
      return results;
    } catch (SQLException e) {
      throw new org.jdbi.v3.core.statement.UnableToExecuteStatementException(e, null);
    }
  }

  private static Appended place(
      Draft draft,
      NamesInText names,
      Instant now,
      Known known,
      List<Message> fresh,
      List<byte[]> hashes) {
    Key key = new Key(draft.senderId(), draft.clientId());
    byte[] hash = hash(draft);
    @Nullable Used before = known.used().get(key);
    if (before != null) {
      return before.roomId().equals(draft.roomId())
              && MessageDigest.isEqual(before.textHash(), hash)
          ? new Appended.Durable(before.message())
          : new Appended.KeyConflict();
    }
    @Nullable Head head = known.heads().get(draft.roomId());
    @Nullable Sender sender = known.members().get(new Membership(draft.roomId(), draft.senderId()));
    if (head == null || sender == null) {
      return new Appended.NotAMember();
    }
    if (head.archived()) {
      return new Appended.Archived();
    }
    if (!head.allows(sender, Permission.SEND_MESSAGES)) {
      return new Appended.NotAllowed();
    }
    if (!head.blockedBy().isEmpty()) {
      return new Appended.Blocked(head.blockedBy().contains(draft.senderId()));
    }
    if (sender.muteEnd() != null && sender.muteEnd().isAfter(now)) {
      return new Appended.Muted(sender.muteEnd());
    }
    Instant turn = head.turn(sender, now);
    if (turn != null) {
      return new Appended.TooSoon(turn);
    }
    Reply reply = draft.reply();
    Optional<Appended> refusal = known.threads().refusal(draft.roomId(), reply);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Function<String, @Nullable UUID> member =
        username -> known.named().get(new Name(draft.roomId(), username));
    boolean mayEveryone = head.allows(sender, Permission.MENTION_EVERYONE);
    known.members().put(new Membership(draft.roomId(), draft.senderId()), sender.saidAt(now));
    boolean inRoom = reply == null || reply.alsoInRoom();
    Head next = head.next(inRoom);
    Message message =
        new Message(
            draft.id(),
            draft.roomId(),
            next.seq(),
            inRoom ? next.ordinal() : 0,
            sender.person(),
            draft.text(),
            Mentions.of(names, mayEveryone, mayEveryone ? draft.here() : List.of(), member),
            draft.clientId(),
            now,
            reply == null ? null : known.threads().next(reply.threadId()),
            head.retention().expireTime(now),
            draft.question() == null ? null : draft.question().asked(),
            draft.attention(),
            Message.Since.nothing(next.seq()));
    known.threads().said(message, Mentions.named(names, member));
    known.heads().put(draft.roomId(), next);
    known.used().put(key, new Used(draft.roomId(), hash, message));
    fresh.add(message);
    hashes.add(hash);
    return new Appended.Durable(message);
  }

  /** A repeated send gets the message as it stands now; nobody else pays for looking. */
  private static void withDetails(Handle handle, Map<Key, Used> used) {
    if (!used.isEmpty()) {
      List<Message> before = used.values().stream().map(Used::message).toList();
      MessageDetails details = MessageDetails.of(handle, before);
      used.replaceAll(
          (key, use) -> new Used(use.roomId(), use.textHash(), details.with(use.message())));
    }
  }

  private Known look(Connection connection, List<Draft> drafts, List<NamesInText> names)
      throws SQLException {
    Known known =
        new Known(
            new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new ThreadBatch());
    List<Name> asked = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      UUID roomId = drafts.get(i).roomId();
      names.get(i).usernames().forEach(username -> asked.add(new Name(roomId, username)));
    }
    try (PreparedStatement statement = connection.prepareStatement(look)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "uuid", drafts.stream().map(Draft::roomId).distinct().toArray()));
      bind(connection, statement, 2, "uuid", drafts, Draft::roomId);
      bind(connection, statement, 3, "uuid", drafts, Draft::senderId);
      bind(connection, statement, 4, "uuid", asked, Name::roomId);
      bind(connection, statement, 5, "text", asked, Name::username);
      bind(connection, statement, 6, "uuid", drafts, Draft::senderId);
      bind(connection, statement, 7, "uuid", drafts, Draft::clientId);
      statement.execute();
      for (ResultSet room = next(statement); room.next(); ) {
        known.heads().put(Rows.id(room, "id"), head(room));
      }
      for (ResultSet member = next(statement); member.next(); ) {
        known
            .members()
            .put(
                new Membership(Rows.id(member, "room_id"), Rows.id(member, "user_id")),
                new Sender(
                    Rows.person(member),
                    Member.Role.valueOf(member.getString("role")),
                    Rows.timeOrNull(member, "mute_end"),
                    Rows.timeOrNull(member, "said_time")));
      }
      for (ResultSet name = next(statement); name.next(); ) {
        known
            .named()
            .put(
                new Name(Rows.id(name, "room_id"), name.getString("username")),
                Rows.id(name, "user_id"));
      }
      for (ResultSet key = next(statement); key.next(); ) {
        Message message = Rows.message(key);
        known
            .used()
            .put(
                new Key(message.sender().id(), message.clientId()),
                new Used(message.roomId(), key.getBytes("text_hash"), message));
      }
    }
    known.threads().look(connection, drafts, known.named().values());
    return known;
  }

  private static Head head(ResultSet room) throws SQLException {
    return new Head(
        room.getLong("head_seq"),
        room.getLong("head_ordinal"),
        room.getObject("archive_time") != null,
        Rows.permissions(room),
        room.getInt("slow_mode_seconds"),
        List.of((UUID[]) room.getArray("blocked_by").getArray()),
        Rows.retention(room));
  }

  private static ResultSet next(PreparedStatement statement) throws SQLException {
    if (!statement.getMoreResults()) {
      throw new SQLException("a statement of the look has no rows to give");
    }
    return statement.getResultSet();
  }

  private static void insertAndCommit(
      Connection connection, Fresh fresh, List<byte[]> hashes, ThreadBatch threads)
      throws SQLException {
    List<Message> messages = fresh.messages();
    try (PreparedStatement statement =
        connection.prepareStatement(INSERT + threads.statements() + COMMIT)) {
      // As text: for a time of its own kind the driver makes a calendar, for each statement anew.
      statement.setString(1, messages.getFirst().createTime().toString());
      bind(connection, statement, 2, "uuid", messages, Message::id);
      bind(connection, statement, 3, "uuid", messages, Message::roomId);
      bind(connection, statement, 4, "int8", messages, Message::seq);
      bind(connection, statement, 5, "int8", messages, MessageBatch::ordinalOrNull);
      bind(connection, statement, 6, "uuid", messages, message -> message.sender().id());
      bind(connection, statement, 7, "uuid", messages, Message::clientId);
      bind(connection, statement, 8, "text", messages, Message::text);
      bind(connection, statement, 9, "bytea", hashes, Function.identity());
      bind(connection, statement, 10, "text", messages, message -> Rows.column(message.mentions()));
      bind(connection, statement, 11, "uuid", messages, inThread(InThread::id));
      bind(connection, statement, 12, "int8", messages, inThread(InThread::seq));
      bind(connection, statement, 13, "int8", messages, inThread(InThread::ordinal));
      bind(connection, statement, 14, "text", messages, MessageBatch::expireTime);
      bind(connection, statement, 15, "text", messages, MessageBatch::priority);
      bind(connection, statement, 16, "bool", messages, MessageBatch::asksToAcknowledge);
      threads.fill(connection, statement, 17);
      statement.execute();
      threads.read(statement, messages.getFirst().createTime(), fresh.news());
    }
  }

  private static @Nullable String expireTime(Message message) {
    return message.expireTime() == null ? null : message.expireTime().toString();
  }

  private static @Nullable String priority(Message message) {
    Attention attention = message.attention();
    return attention == null || attention.priority() == Attention.Priority.STANDARD
        ? null
        : attention.priority().name();
  }

  private static @Nullable Boolean asksToAcknowledge(Message message) {
    Attention attention = message.attention();
    return attention != null && attention.acknowledgements() != null ? true : null;
  }

  private static @Nullable Long ordinalOrNull(Message message) {
    return message.isInRoom() ? message.ordinal() : null;
  }

  private static Function<Message, @Nullable Object> inThread(Function<InThread, Object> column) {
    return message -> {
      InThread thread = message.thread();
      return thread == null ? null : column.apply(thread);
    };
  }

  static <T> void bind(
      Connection connection,
      PreparedStatement statement,
      int index,
      String type,
      List<T> rows,
      Function<T, ? extends @Nullable Object> column)
      throws SQLException {
    Object[] values =
        type.equals("bytea")
            ? rows.stream().map(column).toArray(byte[][]::new)
            : rows.stream().map(column).toArray();
    statement.setArray(index, connection.createArrayOf(type, values));
  }

  /** What is the same if a draft is sent once more. */
  private static byte[] hash(Draft draft) {
    Reply reply = draft.reply();
    // No text has such a character.
    String said =
        reply == null
            ? draft.text()
            : draft.text() + '\0' + reply.threadId() + '\0' + reply.alsoInRoom();
    String asked = draft.question() == null ? said : said + "\0\0" + draft.question();
    String content = draft.attention() == null ? asked : asked + "\0\0" + draft.attention();
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
