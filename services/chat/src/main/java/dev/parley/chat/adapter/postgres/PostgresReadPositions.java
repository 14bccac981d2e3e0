package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.ReadPositions;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Positions of members in PostgreSQL. Whoever moves one holds the member's row, as a batch of
 * messages does for its senders; so what a position and its counts say is so at one moment, and a
 * message of one's own comes wholly before that or wholly after it.
 */
public final class PostgresReadPositions implements ReadPositions {
  /** Those in the room whom the person has blocked. */
  private static final String HIDDEN_FROM =
      """
      array(select b.blocked_id from chat.blocks b join chat.members o on o.room_id = :room and o.user_id = b.blocked_id
             where b.blocker_id = :user) as hidden_from
      """;

  private static final String READ =
      """
      with target as (
        select r.id, r.member_count, coalesce(last.seq, 0) as seq, coalesce(last.ordinal, 0) as ordinal
          from chat.rooms r left join lateral (
                 select seq, ordinal from chat.messages
                  where room_id = r.id and seq <= :seq and ordinal is not null order by seq desc limit 1) last on true
         where r.id = :room
      )
      update chat.members m
         set read_seq = case when m.read_ordinal < t.ordinal then t.seq else m.read_seq end,
             read_ordinal = greatest(m.read_ordinal, t.ordinal), seen_seq = greatest(m.seen_seq, t.seq),
             delivered_seq = greatest(m.delivered_seq, t.seq), newly_added = false
        from target t
       where m.room_id = t.id and m.user_id = :user and (m.read_ordinal < t.ordinal or m.newly_added)
      returning m.delivered_seq, m.seen_seq, t.member_count,
        coalesce((select p.read_receipts from chat.preferences p where p.user_id = :user), true) as told,
        %s
      """
          .formatted(HIDDEN_FROM);

  private static final String UNREAD =
      """
      with target as (
        select coalesce(max(seq), 0) as seq, coalesce(max(ordinal), 0) as ordinal
          from (select seq, ordinal from chat.messages
                 where room_id = :room and seq < :seq and ordinal is not null order by seq desc limit 1) last
      )
      update chat.members m set read_seq = t.seq, read_ordinal = t.ordinal
        from target t
       where m.room_id = :room and m.user_id = :user and m.read_ordinal > t.ordinal
      """;

  private static final String DELIVERED =
      """
      update chat.members m set delivered_seq = least(:seq, r.head_seq)
        from chat.rooms r
       where m.room_id = :room and m.user_id = :user and r.id = :room and r.member_count <= :most
         and m.delivered_seq < least(:seq, r.head_seq)
      returning m.delivered_seq, m.seen_seq, r.member_count,
        coalesce((select p.read_receipts from chat.preferences p where p.user_id = :user), true) as told,
        %s
      """
          .formatted(HIDDEN_FROM);

  private final Database database;
  private final Announcer announcer;

  public PostgresReadPositions(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  /** A transaction's result, and what is to be announced once it has committed. */
  private record Change<T>(T result, List<UserEvent> events, Optional<Moved> moved) {}

  @Override
  public Optional<ReadPosition> read(UUID roomId, UUID userId, long seq, Instant time) {
    return commit(handle -> {
      Optional<Moved> moved = move(handle, READ, roomId, userId, seq);
      Optional<ReadPosition> now = position(handle, roomId, userId);
      return new Change<>(
          now, moved.isPresent() ? tell(handle, userId, now, time) : List.of(), moved);
    });
  }

  @Override
  public Optional<ReadPosition> unread(UUID roomId, UUID userId, long seq, Instant time) {
    return commit(handle -> {
      int moved = bind(handle.createUpdate(UNREAD), roomId, userId, seq).execute();
      Optional<ReadPosition> now = position(handle, roomId, userId);
      return new Change<>(
          now, moved == 0 ? List.of() : tell(handle, userId, now, time), Optional.empty());
    });
  }

  @Override
  public boolean delivered(UUID roomId, UUID userId, long seq) {
    return commit(handle -> {
      // The next one says more, so nothing is lost if the disk loses this one.
      handle.execute("set local synchronous_commit = off");
      Optional<Moved> moved = move(handle, DELIVERED, roomId, userId, seq);
      return new Change<>(
          moved.isPresent() || position(handle, roomId, userId).isPresent(), List.of(), moved);
    });
  }

  @Override
  public List<Receipt> receipts(UUID roomId, UUID viewer) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select m.user_id, m.delivered_seq, b.blocker_id is not null as hidden,
                       case when m.user_id = :viewer then m.seen_seq
                            when coalesce(p.read_receipts, true) and coalesce(own.read_receipts, true) then m.seen_seq
                            else 0 end as read_seq
                  from chat.rooms r
                  join chat.members m on m.room_id = r.id
                  left join chat.preferences p on p.user_id = m.user_id
                  left join chat.preferences own on own.user_id = :viewer
                  left join chat.blocks b on b.blocker_id = m.user_id and b.blocked_id = :viewer
                 where r.id = :room and r.member_count <= :most
                """)
            .bind("room", roomId)
            .bind("viewer", viewer)
            .bind("most", Receipt.MAX_MEMBERS)
            .map((row, context) -> receipt(roomId, row))
            .list());
  }

  private static Receipt receipt(UUID roomId, ResultSet row) throws SQLException {
    Receipt receipt =
        new Receipt(
            roomId, Rows.id(row, "user_id"), row.getLong("delivered_seq"), row.getLong("read_seq"));
    return row.getBoolean("hidden") ? receipt.untold() : receipt;
  }

  /**
   * A position that has moved on.
   *
   * @param told whether others are told of what was read
   * @param hiddenFrom those of the members who are told nothing
   */
  private record Moved(Receipt all, int memberCount, boolean told, List<UUID> hiddenFrom) {
    Optional<Receipt> receipt() {
      return memberCount > Receipt.MAX_MEMBERS
          ? Optional.empty()
          : Optional.of(told ? all : all.withoutRead());
    }
  }

  private static Optional<Moved> move(
      Handle handle, String sql, UUID roomId, UUID userId, long seq) {
    return bind(handle.createQuery(sql), roomId, userId, seq)
        .map((row, context) ->
            new Moved(
                new Receipt(roomId, userId, row.getLong("delivered_seq"), row.getLong("seen_seq")),
                row.getInt("member_count"),
                row.getBoolean("told"),
                List.of((UUID[]) row.getArray("hidden_from").getArray())))
        .findOne();
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, UUID roomId, UUID userId, long seq) {
    return statement
        .bind("room", roomId)
        .bind("user", userId)
        .bind("seq", seq)
        .bind("most", Receipt.MAX_MEMBERS);
  }

  private static Optional<ReadPosition> position(Handle handle, UUID roomId, UUID userId) {
    return PostgresRoomRepository.room(handle, roomId, userId).filter(Room::joined).map(Room::read);
  }

  private static List<UserEvent> tell(
      Handle handle, UUID userId, Optional<ReadPosition> now, Instant time) {
    return now.stream()
        .map(position ->
            OwnLog.append(handle, userId, new UserEvent.Change.ReadMoved(position), time))
        .toList();
  }

  private <T> T commit(Function<Handle, Change<T>> work) {
    Change<T> change = database.inTransaction(work::apply);
    change.events().forEach(announcer::announce);
    change
        .moved()
        .ifPresent(moved ->
            moved.receipt().ifPresent(receipt -> announcer.announce(receipt, moved.hiddenFrom())));
    return change.result();
  }
}
