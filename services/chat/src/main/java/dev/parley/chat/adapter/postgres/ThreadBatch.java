package dev.parley.chat.adapter.postgres;

import static dev.parley.chat.adapter.postgres.MessageBatch.bind;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Message.InThread;
import dev.parley.chat.domain.Replies;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one group commit. A batch without replies asks the database nothing for them; one
 * with replies looks once more, under the rooms' locks that it has already, and writes in the same
 * round trip.
 */
final class ThreadBatch {
  private static final String LOOK =
      """
      select m.id, m.room_id, m.seq, m.thread_id, m.delete_time, m.sender_id, s.user_id is not null as starter_there,
             tf.user_id is not null as starter_known,
             rt.reply_count, rt.head_ordinal as reply_head, rt.last_time as reply_time, rt.people as reply_people
        from chat.messages m
        left join chat.threads rt on rt.id = m.id
        left join chat.members s on s.room_id = m.room_id and s.user_id = m.sender_id
        left join chat.thread_followers tf on tf.thread_id = m.id and tf.user_id = m.sender_id
       where m.id = any(?);
      select thread_id, user_id from chat.thread_followers
       where thread_id = any(?) and user_id = any(?) and following
      """;

  /**
   * New followers are told by their own logs, whose heads are taken in the order of their ids,
   * after the members' rows, as everybody does who writes to somebody's own log.
   */
  private static final String WRITE =
      """
      ;
      with t as (
        select *, ?::timestamptz as time from unnest(?, ?, ?, ?, ?, ?) as t (id, room_id, head_ordinal, reply_count, people, change_seq)
      )
      insert into chat.threads as k (id, room_id, head_ordinal, reply_count, last_time, people, change_seq)
      select id, room_id, head_ordinal, reply_count, time, people::uuid[], change_seq from t
      on conflict (id) do update
         set head_ordinal = excluded.head_ordinal, reply_count = excluded.reply_count, last_time = excluded.last_time,
             people = excluded.people, change_seq = excluded.change_seq;
      insert into chat.thread_mentions (room_id, thread_id, user_id, ordinal, sender_id)
      select room_id, thread_id, unnest(mentions::uuid[]), ordinal, sender_id
        from unnest(?, ?, ?, ?, ?) as x (room_id, thread_id, mentions, ordinal, sender_id);
      insert into chat.thread_followers (user_id, thread_id, room_id, following, read_seq, read_ordinal)
      select user_id, thread_id, room_id, true, seq, ordinal from unnest(?, ?, ?, ?, ?) as f (user_id, thread_id, room_id, seq, ordinal)
      on conflict (user_id, thread_id) do update
         set following = true, read_seq = excluded.read_seq, read_ordinal = excluded.read_ordinal;
      with n as (
        select *, row_number() over (partition by user_id order by nr) as nth
          from unnest(?, ?, ?) with ordinality as n (user_id, thread_id, room_id, nr)
      ),
      heads as (
        insert into chat.user_heads as h (user_id, head_seq) select user_id, count(*) from n group by user_id order by min(nr)
        on conflict (user_id) do update set head_seq = h.head_seq + excluded.head_seq
        returning user_id, head_seq
      )
      insert into chat.user_log (user_id, seq, kind, room_id, thread_id, create_time)
      select n.user_id, h.head_seq - (select count(*) from n o where o.user_id = n.user_id) + n.nth, 'THREAD_CHANGED', n.room_id,
             n.thread_id, ?::timestamptz
        from n join heads h using (user_id);
      select tf.user_id, h.head_seq as own_head, n.behind, %s
        from unnest(?, ?, ?) as n (user_id, thread_id, behind)
        join chat.user_heads h using (user_id)
        join %s on tf.user_id = n.user_id and tf.thread_id = n.thread_id
      """
          .formatted(ThreadRows.POSITION, ThreadRows.FOLLOWERS);

  /** A message that is replied to, as the database has it and then as the batch makes it. */
  private static final class Root {
    private final UUID id;
    private final UUID roomId;
    private final long seq;
    private final @Nullable UUID inThread;
    private final boolean deleted;

    /** Who begins to follow with the first reply; null if nobody does. */
    private @Nullable UUID starter;

    private Replies replies;
    private long changeSeq;

    Root(ResultSet row) throws SQLException {
      this.id = Rows.id(row, "id");
      this.roomId = Rows.id(row, "room_id");
      this.seq = row.getLong("seq");
      this.inThread = row.getObject("thread_id", UUID.class);
      this.deleted = row.getObject("delete_time") != null;
      boolean begins = row.getBoolean("starter_there") && !row.getBoolean("starter_known");
      this.starter = begins ? Rows.id(row, "sender_id") : null;
      this.replies = Rows.replies(row);
    }
  }

  private record Follower(UUID userId, UUID threadId) {}

  /** Up to where a follower has read. */
  private record Read(UUID roomId, long seq, long ordinal) {}

  private final Map<UUID, Root> roots = new HashMap<>();

  private final Set<Follower> following = new HashSet<>();

  private final Map<Follower, Read> moved = new LinkedHashMap<>();
  private final Map<UUID, Root> touched = new LinkedHashMap<>();
  private final List<Message> mentioning = new ArrayList<>();
  private final List<Follower> newcomers = new ArrayList<>();

  /** What is known of the threads that drafts are for, and of those who may be concerned. */
  void look(Connection connection, List<Draft> drafts, Collection<UUID> named) throws SQLException {
    UUID[] threads =
        drafts.stream()
            .map(Draft::reply)
            .filter(Objects::nonNull)
            .map(Reply::threadId)
            .distinct()
            .toArray(UUID[]::new);
    if (threads.length == 0) {
      return;
    }
    UUID[] people =
        Stream.concat(
                drafts.stream().filter(draft -> draft.reply() != null).map(Draft::senderId),
                named.stream())
            .distinct()
            .toArray(UUID[]::new);
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setArray(1, connection.createArrayOf("uuid", threads));
      statement.setArray(2, connection.createArrayOf("uuid", threads));
      statement.setArray(3, connection.createArrayOf("uuid", people));
      statement.execute();
      for (ResultSet row = statement.getResultSet(); row.next(); ) {
        Root root = new Root(row);
        roots.put(root.id, root);
      }
      statement.getMoreResults();
      for (ResultSet row = statement.getResultSet(); row.next(); ) {
        following.add(new Follower(Rows.id(row, "user_id"), Rows.id(row, "thread_id")));
      }
    }
  }

  /** What stands against a reply in a room. */
  Optional<Appended> refusal(UUID roomId, @Nullable Reply reply) {
    if (reply == null) {
      return Optional.empty();
    }
    Root root = roots.get(reply.threadId());
    if (root == null || !root.roomId.equals(roomId)) {
      return Optional.of(new Appended.NoSuchThread());
    }
    if (root.inThread != null) {
      return Optional.of(new Appended.IsReply(root.inThread));
    }
    return root.deleted && root.replies.headOrdinal() == 0
        ? Optional.of(new Appended.DeletedThread())
        : Optional.empty();
  }

  /** The next place in a thread to which nothing stands against a reply. */
  InThread next(UUID threadId) {
    Root root = Objects.requireNonNull(roots.get(threadId));
    return new InThread(threadId, root.seq, root.replies.headOrdinal() + 1);
  }

  /**
   * A message has its place. What is no reply concerns no thread.
   *
   * @param named whom it names one by one, who follow the thread from now on
   */
  void said(Message message, List<UUID> named) {
    InThread thread = message.thread();
    if (thread == null) {
      return;
    }
    Root root = Objects.requireNonNull(roots.get(thread.id()));
    Read before = new Read(root.roomId, message.seq() - 1, thread.ordinal() - 1);
    UUID starter = root.starter;
    if (starter != null) {
      begin(starter, root, before);
      root.starter = null;
    }
    root.replies = root.replies.with(message.sender().id(), message.createTime());
    root.changeSeq = message.seq();
    touched.put(root.id, root);
    for (UUID person : named) {
      begin(person, root, before);
    }
    if (!message.mentions().isEmpty()) {
      mentioning.add(message);
    }
    Read own = new Read(root.roomId, message.seq(), thread.ordinal());
    begin(message.sender().id(), root, own);
    moved.put(new Follower(message.sender().id(), root.id), own);
  }

  /** Somebody follows a thread from now on, unless they do, and counts as having read so much. */
  private void begin(UUID person, Root root, Read read) {
    Follower follower = new Follower(person, root.id);
    if (following.add(follower)) {
      newcomers.add(follower);
      moved.put(follower, read);
    }
  }

  /** What is to be written after the messages; empty if there is no reply. */
  String statements() {
    return touched.isEmpty() ? "" : WRITE;
  }

  /** Binds the parameters of {@link #statements}. */
  void fill(Connection connection, PreparedStatement statement, int first) throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    int i = first;
    List<Root> threads = List.copyOf(touched.values());
    Instant time = Objects.requireNonNull(threads.getFirst().replies.lastTime());
    statement.setObject(i++, time.atOffset(ZoneOffset.UTC));
    bind(connection, statement, i++, "uuid", threads, root -> root.id);
    bind(connection, statement, i++, "uuid", threads, root -> root.roomId);
    bind(connection, statement, i++, "int8", threads, root -> root.replies.headOrdinal());
    bind(connection, statement, i++, "int8", threads, root -> root.replies.count());
    bind(connection, statement, i++, "text", threads, root -> array(root.replies.people()));
    bind(connection, statement, i++, "int8", threads, root -> root.changeSeq);
    bind(connection, statement, i++, "uuid", mentioning, Message::roomId);
    bind(connection, statement, i++, "uuid", mentioning, message -> of(message).id());
    bind(connection, statement, i++, "text", mentioning, said -> Rows.column(said.mentions()));
    bind(connection, statement, i++, "int8", mentioning, message -> of(message).ordinal());
    bind(connection, statement, i++, "uuid", mentioning, message -> message.sender().id());
    List<Map.Entry<Follower, Read>> reads = List.copyOf(moved.entrySet());
    bind(connection, statement, i++, "uuid", reads, read -> read.getKey().userId());
    bind(connection, statement, i++, "uuid", reads, read -> read.getKey().threadId());
    bind(connection, statement, i++, "uuid", reads, read -> read.getValue().roomId());
    bind(connection, statement, i++, "int8", reads, read -> read.getValue().seq());
    bind(connection, statement, i++, "int8", reads, read -> read.getValue().ordinal());
    newcomers.sort(Comparator.comparing(Follower::userId));
    bind(connection, statement, i++, "uuid", newcomers, Follower::userId);
    bind(connection, statement, i++, "uuid", newcomers, Follower::threadId);
    bind(connection, statement, i++, "uuid", newcomers, follower -> roomOf(follower.threadId()));
    statement.setObject(i++, time.atOffset(ZoneOffset.UTC));
    bind(connection, statement, i++, "uuid", newcomers, Follower::userId);
    bind(connection, statement, i++, "uuid", newcomers, Follower::threadId);
    bind(connection, statement, i, "int8", newcomers, this::behind);
  }

  /** Reads what new followers are told. */
  void read(PreparedStatement statement, Instant time, List<UserEvent> news) throws SQLException {
    if (newcomers.isEmpty()) {
      return;
    }
    while (statement.getResultSet() == null) {
      if (!statement.getMoreResults() && statement.getUpdateCount() == -1) {
        throw new SQLException("the statements of a batch with replies have no rows to give");
      }
    }
    for (ResultSet row = statement.getResultSet(); row.next(); ) {
      news.add(
          new UserEvent(
              Rows.id(row, "user_id"),
              row.getLong("own_head") - row.getLong("behind"),
              time,
              new UserEvent.Change.ThreadChanged(ThreadRows.position(row))));
    }
  }

  /** How many threads the same person begins to follow after this one. */
  private long behind(Follower follower) {
    return newcomers.subList(newcomers.indexOf(follower) + 1, newcomers.size()).stream()
        .filter(other -> other.userId().equals(follower.userId()))
        .count();
  }

  private UUID roomOf(UUID threadId) {
    return Objects.requireNonNull(roots.get(threadId)).roomId;
  }

  private static InThread of(Message reply) {
    return Objects.requireNonNull(reply.thread());
  }

  /** As PostgreSQL writes an array. */
  private static String array(List<UUID> people) {
    return people.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
