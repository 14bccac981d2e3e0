package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.Threads;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Threads in PostgreSQL. Replies are written with all messages, by {@link MessageBatch}. Whoever
 * moves a position holds the follower's row; whoever begins to follow, the room's, as new replies
 * do.
 */
public final class PostgresThreads implements Threads {
  private static final String READ =
      """
      update chat.thread_followers tf
         set read_seq = last.seq, read_ordinal = last.thread_ordinal
        from (select seq, thread_ordinal from chat.messages
               where thread_id = :thread and seq <= :seq order by seq desc limit 1) last
       where tf.user_id = :user and tf.thread_id = :thread and tf.room_id = :room and tf.following
         and tf.read_ordinal < last.thread_ordinal
      """;

  private static final String UNREAD =
      """
      update chat.thread_followers tf
         set following = true, read_seq = last.seq, read_ordinal = last.thread_ordinal
        from (select coalesce(max(seq), 0) as seq, coalesce(max(thread_ordinal), 0) as thread_ordinal
                from (select seq, thread_ordinal from chat.messages
                       where thread_id = :thread and seq < :seq order by seq desc limit 1) m) last
       where tf.user_id = :user and tf.thread_id = :thread and tf.room_id = :room
         and (not tf.following or tf.read_ordinal > last.thread_ordinal)
      """;

  private final Database database;
  private final Announcing announcing;

  public PostgresThreads(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Optional<RoomThread> find(UUID roomId, UUID threadId, UUID viewer, int participants) {
    return database.readSnapshot(handle ->
        PostgresMessageRepository.message(handle, roomId, threadId)
            .filter(message -> message.thread() == null)
            .map(root ->
                new RoomThread(
                    root,
                    participants(handle, threadId, participants),
                    position(handle, roomId, threadId, viewer),
                    List.of())));
  }

  @Override
  public List<UUID> followers(UUID threadId) {
    return database.read(handle ->
        handle
            .createQuery(
                "select user_id from chat.thread_followers where thread_id = :thread and following")
            .bind("thread", threadId)
            .mapTo(UUID.class)
            .list());
  }

  @Override
  public boolean exists(UUID roomId, UUID threadId) {
    return database.read(handle -> exists(handle, roomId, threadId));
  }

  /** The same within a transaction. */
  static boolean exists(Handle handle, UUID roomId, UUID threadId) {
    return handle
        .createQuery(
            "select true from chat.messages where id = :thread and room_id = :room and thread_id is null")
        .bind("thread", threadId)
        .bind("room", roomId)
        .mapTo(boolean.class)
        .findOne()
        .isPresent();
  }

  private static List<Person> participants(Handle handle, UUID threadId, int limit) {
    return handle
        .createQuery(
            """
            select p.user_id, p.username, p.display_name, p.avatar_version
              from (select sender_id, min(seq) as first from chat.messages where thread_id = :thread group by sender_id) s
              join chat.people p on p.user_id = s.sender_id order by s.first limit :limit
            """)
        .bind("thread", threadId)
        .bind("limit", limit)
        .map((row, context) -> Rows.person(row))
        .list();
  }

  private static ThreadPosition position(Handle handle, UUID roomId, UUID threadId, UUID viewer) {
    return ThreadChanges.position(handle, viewer, threadId)
        .orElse(ThreadPosition.none(roomId, threadId));
  }

  @Override
  public List<Message> replies(UUID roomId, UUID threadId, Window window, int limit) {
    return switch (window) {
      case Window.Before before ->
          replies("m.seq < :seq order by m.seq desc", roomId, threadId, before.seq(), limit)
              .reversed();
      case Window.After after ->
          replies("m.seq > :seq order by m.seq", roomId, threadId, after.seq(), limit);
    };
  }

  private List<Message> replies(String condition, UUID roomId, UUID threadId, long seq, int limit) {
    return database.readSnapshot(handle ->
        MessageDetails.with(
            handle,
            handle
                .createQuery(
                    PostgresMessageRepository.MESSAGE
                        + " where m.thread_id = :thread and m.room_id = :room and "
                        + Rows.SHOWN
                        + " and "
                        + condition
                        + " limit :limit")
                .bind("thread", threadId)
                .bind("room", roomId)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> Rows.message(row))
                .list()));
  }

  @Override
  public ThreadPosition read(UUID roomId, UUID threadId, UUID userId, long seq, Instant time) {
    return announcing.commit(handle ->
        told(
            handle,
            roomId,
            threadId,
            userId,
            move(handle, READ, roomId, threadId, userId, seq),
            time));
  }

  @Override
  public ThreadPosition unread(UUID roomId, UUID threadId, UUID userId, long seq, Instant time) {
    return announcing.commit(handle -> {
      boolean began = begin(handle, roomId, threadId, userId);
      boolean moved = move(handle, UNREAD, roomId, threadId, userId, seq);
      return told(handle, roomId, threadId, userId, began || moved, time);
    });
  }

  @Override
  public ThreadPosition follow(
      UUID roomId, UUID threadId, UUID userId, boolean whether, Instant time) {
    return announcing.commit(handle -> {
      boolean changed =
          whether
              ? begin(handle, roomId, threadId, userId)
              : handle.execute(
                      "update chat.thread_followers set following = false where user_id = ? and thread_id = ? and following",
                      userId,
                      threadId)
                  > 0;
      return told(handle, roomId, threadId, userId, changed, time);
    });
  }

  private static boolean move(
      Handle handle, String sql, UUID roomId, UUID threadId, UUID userId, long seq) {
    return handle
            .createUpdate(sql)
            .bind("room", roomId)
            .bind("thread", threadId)
            .bind("user", userId)
            .bind("seq", seq)
            .execute()
        > 0;
  }

  /** Makes a member follow who does not, and who has read everything that is there. */
  private static boolean begin(Handle handle, UUID roomId, UUID threadId, UUID userId) {
    boolean member =
        PostgresRoomRepository.lock(handle, roomId)
            && PostgresRoomRepository.member(handle, roomId, userId).isPresent();
    Optional<Message> root = PostgresMessageRepository.message(handle, roomId, threadId);
    if (!member || root.isEmpty()) {
      return false;
    }
    handle
        .createUpdate(
            """
            insert into chat.threads (id, room_id, head_ordinal, reply_count, last_time, people, change_seq)
            values (:id, :room, 0, 0, :time, '{}', :seq) on conflict do nothing
            """)
        .bind("id", threadId)
        .bind("room", roomId)
        .bind("time", root.get().createTime())
        .bind("seq", root.get().since().seq())
        .execute();
    long head = root.get().since().replies().headOrdinal();
    return ThreadChanges.set(handle, roomId, threadId, userId, root.get().since().seq(), head);
  }

  private static Told<ThreadPosition> told(
      Handle handle, UUID roomId, UUID threadId, UUID userId, boolean changed, Instant time) {
    List<UserEvent> news =
        changed
            ? ThreadChanges.tell(handle, userId, threadId, time.truncatedTo(ChronoUnit.MICROS))
                .stream()
                .toList()
            : List.of();
    return new Told<>(position(handle, roomId, threadId, userId), List.of(), news);
  }

  @Override
  public Stretch<RoomThread, Mark> followed(
      UUID userId, boolean unread, Optional<Mark> from, int limit, int newest) {
    return database.readSnapshot(handle -> {
      List<ThreadPosition> positions = new ArrayList<>();
      Map<UUID, Instant> times = new HashMap<>();
      Query query =
          handle.createQuery(
              """
              select * from (
                select %s, th.id as mark_id, th.last_time
                  from %s
                 where tf.user_id = :user and tf.following and th.head_ordinal > 0) f
               where (not :unread or th_head_ordinal - tf_read_ordinal - th_tombstones > 0) and %s
               order by last_time desc, mark_id desc limit :limit
              """
                  .formatted(
                      ThreadRows.POSITION,
                      ThreadRows.FOLLOWERS,
                      from.isPresent() ? "(last_time, mark_id) <= (:time, :id)" : "true"));
      from.ifPresent(mark -> query.bind("time", mark.lastTime()).bind("id", mark.threadId()));
      query
          .bind("user", userId)
          .bind("unread", unread)
          .bind("limit", limit + 1)
          .map((row, context) -> {
            times.put(Rows.id(row, "mark_id"), Rows.time(row, "last_time"));
            return ThreadRows.position(row);
          })
          .forEach(positions::add);
      List<ThreadPosition> page = positions.subList(0, Math.min(limit, positions.size()));
      return new Stretch<>(
          withMessages(handle, page, newest),
          positions.size() > limit
              ? Optional.of(mark(positions.get(limit).threadId(), times))
              : Optional.empty());
    });
  }

  private static Mark mark(UUID threadId, Map<UUID, Instant> times) {
    return new Mark(times.getOrDefault(threadId, Instant.EPOCH), threadId);
  }

  private static List<RoomThread> withMessages(
      Handle handle, List<ThreadPosition> positions, int newest) {
    UUID[] ids = positions.stream().map(ThreadPosition::threadId).toArray(UUID[]::new);
    if (ids.length == 0) {
      return List.of();
    }
    Map<UUID, Message> roots =
        messages(handle, "where m.id = any(:ids)", ids, newest).stream()
            .collect(Collectors.toMap(Message::id, message -> message));
    Map<UUID, List<Message>> latest =
        messages(
                handle,
                """
                where m.id in (
                  select n.id from unnest(:ids) t (id) cross join lateral (
                    select r.id from chat.messages r where r.thread_id = t.id and r.delete_time is null
                     order by r.seq desc limit :newest) n)
                 order by m.seq
                """,
                ids,
                newest)
            .stream()
            .collect(
                Collectors.groupingBy(
                    message -> message.thread() == null ? message.id() : message.thread().id()));
    Map<UUID, Person> people = people(handle, roots);
    List<RoomThread> threads = new ArrayList<>();
    for (ThreadPosition position : positions) {
      Message root = roots.get(position.threadId());
      if (root != null && !root.disappeared()) {
        List<Person> participants =
            root.since().replies().people().stream()
                .flatMap(person -> Optional.ofNullable(people.get(person)).stream())
                .toList();
        threads.add(
            new RoomThread(
                root, participants, position, latest.getOrDefault(root.id(), List.of())));
      }
    }
    return threads;
  }

  private static List<Message> messages(Handle handle, String where, UUID[] ids, int newest) {
    return MessageDetails.with(
        handle,
        handle
            .createQuery(PostgresMessageRepository.MESSAGE + where)
            .bindArray("ids", UUID.class, (Object[]) ids)
            .bind("newest", newest)
            .map((row, context) -> Rows.message(row))
            .list());
  }

  private static Map<UUID, Person> people(Handle handle, Map<UUID, Message> roots) {
    return handle
        .createQuery(
            "select user_id, username, display_name, avatar_version from chat.people where user_id = any(:ids)")
        .bindArray(
            "ids",
            UUID.class,
            roots.values().stream()
                .flatMap(root -> root.since().replies().people().stream())
                .distinct()
                .toArray())
        .map((row, context) -> Rows.person(row))
        .stream()
        .collect(Collectors.toMap(Person::id, person -> person));
  }

  @Override
  public Stretch<ThreadPosition, UUID> positions(UUID userId, Optional<UUID> after, int limit) {
    List<ThreadPosition> found =
        database.readSnapshot(handle ->
            handle
                .createQuery(
                    "select %s from %s where tf.user_id = :user and tf.following and tf.thread_id > :after order by tf.thread_id limit :limit"
                        .formatted(ThreadRows.POSITION, ThreadRows.FOLLOWERS))
                .bind("user", userId)
                .bind("after", after.orElse(new UUID(0, 0)))
                .bind("limit", limit + 1)
                .map((row, context) -> ThreadRows.position(row))
                .list());
    List<ThreadPosition> page = found.subList(0, Math.min(limit, found.size()));
    return new Stretch<>(
        page, found.size() > limit ? Optional.of(page.getLast().threadId()) : Optional.empty());
  }
}
