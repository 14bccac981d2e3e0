package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Edit;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.platform.db.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Messages in PostgreSQL, written by group commit. */
public final class PostgresMessageRepository implements MessageRepository, AutoCloseable {
  /** A message {@code m} with what {@link Rows#MESSAGE} needs. */
  static final String MESSAGE =
      """
      select %s
        from chat.messages m join chat.people p on p.user_id = m.sender_id %s
      """
          .formatted(Rows.MESSAGE, Rows.REPLIES);

  private final Database database;
  private final MessageWriter writer;

  /**
   * Starts the writer's thread.
   *
   * @param maxBatch most drafts that one transaction takes
   * @param lockTimeoutMillis longest wait for a room that another process is writing to
   */
  public PostgresMessageRepository(
      Database database, Announcer announcer, Clock clock, int maxBatch, int lockTimeoutMillis) {
    this.database = database;
    this.writer = new MessageWriter(database, clock, lockTimeoutMillis, announcer, maxBatch);
  }

  @Override
  public Supplier<Appended> begin(Draft draft) {
    return writer.begin(draft);
  }

  @Override
  public List<Message> list(UUID roomId, Window window, int limit) {
    return switch (window) {
      case Window.Before before ->
          list("m.seq < :seq order by m.seq desc", roomId, before.seq(), limit).reversed();
      case Window.After after -> list("m.seq > :seq order by m.seq", roomId, after.seq(), limit);
    };
  }

  @Override
  public Optional<Message> find(UUID roomId, UUID messageId) {
    return database.readSnapshot(handle -> message(handle, roomId, messageId));
  }

  /** A message of a room, with the reactions to it. */
  static Optional<Message> message(Handle handle, UUID roomId, UUID messageId) {
    List<Message> found =
        handle
            .createQuery(MESSAGE + " where m.room_id = :room and m.id = :id")
            .bind("room", roomId)
            .bind("id", messageId)
            .map((row, context) -> Rows.message(row))
            .list();
    return MessageDetails.with(handle, found).stream().findFirst();
  }

  @Override
  public List<Pin> pins(UUID roomId) {
    return database.readSnapshot(handle -> {
      List<Pin> pins =
          handle
              .createQuery(
                  """
                  select %s, y.user_id as by_user_id, y.username as by_username, y.display_name as by_display_name,
                         y.avatar_version as by_avatar_version
                    from chat.messages m
                    join chat.people p on p.user_id = m.sender_id
                    join chat.people y on y.user_id = m.pinner_id %s
                   where m.room_id = :room and m.pin_time is not null order by m.pin_time desc, m.seq desc
                  """
                      .formatted(Rows.MESSAGE, Rows.REPLIES))
              .bind("room", roomId)
              .map((row, context) ->
                  new Pin(Rows.message(row), Rows.person(row, "by_"), Rows.time(row, "pin_time")))
              .list();
      List<Message> whole = MessageDetails.with(handle, pins.stream().map(Pin::message).toList());
      return IntStream.range(0, pins.size())
          .mapToObj(i -> new Pin(whole.get(i), pins.get(i).by(), pins.get(i).time()))
          .toList();
    });
  }

  @Override
  public PeopleInOrder reactors(
      UUID messageId, String emoji, Optional<PeopleInOrder.Mark> from, int limit) {
    return database.read(
        handle -> Answerers.read(handle, "chat.reactions", messageId, "emoji", emoji, from, limit));
  }

  @Override
  public List<String> reactionsOf(UUID messageId, UUID personId) {
    return database.read(handle ->
        handle
            .createQuery(
                "select emoji from chat.reactions where message_id = :message and user_id = :user order by seq")
            .bind("message", messageId)
            .bind("user", personId)
            .mapTo(String.class)
            .list());
  }

  @Override
  public List<Edit> edits(UUID messageId, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select p.user_id, p.username, p.display_name, p.avatar_version, e.edit_time, e.former_text
                  from chat.message_edits e
                  join chat.messages m on m.id = e.message_id
                  join chat.people p on p.user_id = m.sender_id
                 where e.message_id = :id order by e.number desc limit :limit
                """)
            .bind("id", messageId)
            .bind("limit", limit)
            .map((row, context) ->
                new Edit(
                    Rows.person(row), Rows.time(row, "edit_time"), row.getString("former_text")))
            .list());
  }

  /** Finishes what was accepted. */
  @Override
  public void close() {
    writer.close();
  }

  private List<Message> list(String condition, UUID roomId, long seq, int limit) {
    return database.readSnapshot(handle ->
        MessageDetails.with(
            handle,
            handle
                .createQuery(
                    MESSAGE
                        + " where m.room_id = :room and "
                        + Rows.IN_ROOM
                        + " and "
                        + Rows.SHOWN
                        + " and "
                        + condition
                        + " limit :limit")
                .bind("room", roomId)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> Rows.message(row))
                .list()));
  }
}
