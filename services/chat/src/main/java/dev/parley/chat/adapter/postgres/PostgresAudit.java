package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Disagreement;
import dev.parley.chat.domain.Disagreement.Kind;
import dev.parley.chat.port.Audit;
import dev.parley.platform.db.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What is kept for speed, held against what it is made of, in PostgreSQL. The room's log, the
 * messages and the members are the truth; {@code head_seq}, {@code head_ordinal}, {@code
 * member_count}, ordinals, {@code mentions} and {@code tombstones} are made from them.
 */
public final class PostgresAudit implements Audit {
  private static final String HEAD_ORDINAL =
      """
      select r.id, format('head_ordinal is %s, the newest message is number %s', r.head_ordinal, coalesce(last.ordinal, 0)) as detail
        from chat.rooms r
        left join lateral (select ordinal from chat.messages m where m.room_id = r.id and IN_ROOM order by seq desc limit 1) last on true
       where r.id = any(:rooms) and r.head_ordinal <> coalesce(last.ordinal, 0)
      """
          .replace("IN_ROOM", Rows.IN_ROOM);

  private static final String MEMBER_COUNT =
      """
      select r.id, format('member_count is %s, there are %s', r.member_count, m.members) as detail
        from chat.rooms r,
             lateral (select count(*) as members from chat.members where room_id = r.id) m
       where r.id = any(:rooms) and r.member_count <> m.members
      """;

  private static final String POSITIONS =
      """
      select r.id, format('of %s: read_seq %s, read_ordinal %s (expected: %s), seen_seq %s, delivered_seq %s (expected: at most %s)',
                          m.user_id, m.read_seq, m.read_ordinal, coalesce(last.ordinal, 0), m.seen_seq, m.delivered_seq, r.head_seq) as detail
        from chat.rooms r
        join chat.members m on m.room_id = r.id
        left join lateral (
          select ordinal from chat.messages x
           where x.room_id = r.id and x.seq <= m.read_seq and (x.thread_id is null or x.ordinal is not null)
           order by seq desc limit 1) last on true
       where r.id = any(:rooms)
         and (m.read_ordinal <> coalesce(last.ordinal, 0)
              or greatest(m.read_seq, m.seen_seq, m.delivered_seq) > r.head_seq or m.seen_seq < m.read_seq)
      """;

  /**
   * Old rows leave a log, in the end all of them; between those that are there, none is missing.
   */
  private static final String ROOM_LOG =
      """
      select r.id, format('head_seq is %s; the log has %s rows from %s to %s', r.head_seq, l.rows, l.first, l.last) as detail
        from chat.rooms r,
             lateral (select count(*) as rows, coalesce(min(seq), 1) as first, coalesce(max(seq), 0) as last
                        from chat.room_log where room_id = r.id) l
       where r.id = any(:rooms) and l.rows > 0 and (r.head_seq <> l.last or l.rows <> l.last - l.first + 1)
      """;

  private static final String ORDINALS =
      """
      select room_id as id, format('%s messages are out of order, the first at seq %s', count(*), min(seq)) as detail
        from (select room_id, seq, ordinal, row_number() over (partition by room_id order by seq) as expected
                from chat.messages m where room_id = any(:rooms) and IN_ROOM) m
       where ordinal is distinct from expected
       group by room_id
      """
          .replace("IN_ROOM", Rows.IN_ROOM);

  private static final String MENTIONS =
      """
      select coalesce(said.room_id, kept.room_id) as id,
             format('%s are missing, %s are of no message', count(*) filter (where kept.room_id is null),
                    count(*) filter (where said.room_id is null)) as detail
        from (select room_id, unnest(mentions) as user_id, ordinal from chat.messages m
               where room_id = any(:rooms) and mentions is not null and IN_ROOM) said
        full join (select * from chat.mentions where room_id = any(:rooms)) kept using (room_id, user_id, ordinal)
       where said.room_id is null or kept.room_id is null
       group by 1
      """
          .replace("IN_ROOM", Rows.IN_ROOM);

  /**
   * Deleted messages are the truth. What is left of one says nothing, and nothing about it happened
   * before it was said or after the end of the log.
   */
  private static final String TOMBSTONES =
      """
      select coalesce(gone.room_id, kept.room_id) as id,
             format('%s are missing, %s are of no deleted message', count(*) filter (where kept.room_id is null),
                    count(*) filter (where gone.room_id is null)) as detail
        from (select room_id, ordinal from chat.messages
               where room_id = any(:rooms) and delete_time is not null and ordinal is not null) gone
        full join (select * from chat.tombstones where room_id = any(:rooms)) kept using (room_id, ordinal)
       where gone.room_id is null or kept.room_id is null
       group by 1
      union all
      select m.room_id, format('%s deleted messages are not empty, the first at seq %s', count(*), min(m.seq))
        from chat.messages m
       where m.room_id = any(:rooms) and m.delete_time is not null
         and (m.text <> '' or m.mentions is not null
              or exists (select from chat.message_edits e where e.message_id = m.id)
              or exists (select from chat.reactions x where x.message_id = m.id))
       group by 1
      """;

  /** Who has blocked the other of the two in a direct conversation {@code r}. */
  private static final String BLOCKERS =
      """
      array(select b.blocker_id from chat.blocks b
              join chat.members one on one.room_id = r.id and one.user_id = b.blocker_id
              join chat.members other on other.room_id = r.id and other.user_id = b.blocked_id
             order by 1)
      """;

  private static final String BLOCKED_BY =
      """
      select id, format('blocked by %s; the blocks say %s', kept, said) as detail
        from (select r.id, array(select unnest(r.blocked_by) order by 1) as kept, BLOCKERS as said
                from chat.rooms r where r.id = any(:rooms) and r.kind = 'DIRECT') direct
       where kept <> said
      """
          .replace("BLOCKERS", BLOCKERS);

  private static final String OWN_LOGS =
      """
      select h.user_id as id, format('head_seq is %s; the log has %s rows from %s to %s', h.head_seq, l.rows, l.first, l.last) as detail
        from chat.user_heads h,
             lateral (select count(*) as rows, coalesce(min(seq), 1) as first, coalesce(max(seq), 0) as last
                        from chat.user_log where user_id = h.user_id) l
       where l.rows > 0 and (h.head_seq <> l.last or l.rows <> l.last - l.first + 1)
      """;

  /** In this order: each is made from what those before it have mended. */
  private static final List<String> REPAIRS =
      List.of(
          """
          update chat.rooms r
             set head_seq = coalesce(
                   (select max(seq) from chat.room_log where room_id = r.id),
                   greatest(r.head_seq, (select max(seq) from chat.messages where room_id = r.id))),
                 member_count = (select count(*) from chat.members where room_id = r.id)
           where r.id = :room
          """,
          """
          update chat.messages m set ordinal = n.ordinal
            from (select id, row_number() over (order by seq) as ordinal from chat.messages m where room_id = :room and IN_ROOM) n
           where n.id = m.id and m.ordinal is distinct from n.ordinal
          """
              .replace("IN_ROOM", Rows.IN_ROOM),
          """
          update chat.rooms r
             set head_ordinal = (select coalesce(max(ordinal), 0) from chat.messages where room_id = r.id)
           where r.id = :room
          """,
          """
          update chat.messages set text = '', mentions = null, edit_time = null, edit_count = 0
           where room_id = :room and delete_time is not null and (text <> '' or mentions is not null or edit_count > 0)
          """,
          """
          delete from chat.message_edits e using chat.messages m
           where m.room_id = :room and m.delete_time is not null and e.message_id = m.id
          """,
          """
          delete from chat.reactions x using chat.messages m
           where m.room_id = :room and m.delete_time is not null and x.message_id = m.id
          """,
          "delete from chat.tombstones where room_id = :room",
          """
          insert into chat.tombstones (room_id, ordinal)
          select room_id, ordinal from chat.messages where room_id = :room and delete_time is not null and ordinal is not null
          """,
          "delete from chat.mentions where room_id = :room",
          """
          insert into chat.mentions (room_id, user_id, ordinal, sender_id)
          select distinct room_id, unnest(mentions), ordinal, sender_id from chat.messages
           where room_id = :room and mentions is not null and ordinal is not null
          """,
          """
          update chat.members m
             set read_seq = least(m.read_seq, r.head_seq),
                 seen_seq = least(greatest(m.seen_seq, m.read_seq), r.head_seq),
                 delivered_seq = least(m.delivered_seq, r.head_seq),
                 read_ordinal = coalesce((
                   select ordinal from chat.messages x
                    where x.room_id = r.id and x.seq <= m.read_seq and x.ordinal is not null order by seq desc limit 1), 0)
            from chat.rooms r
           where r.id = :room and m.room_id = r.id
          """,
          "update chat.rooms r set blocked_by = "
              + BLOCKERS
              + " where r.id = :room and r.kind = 'DIRECT'");

  private final Database database;

  public PostgresAudit(Database database) {
    this.database = database;
  }

  @Override
  public List<UUID> rooms(Optional<UUID> after, int limit) {
    return database.read(handle ->
        handle
            .createQuery("select id from chat.rooms where id > :after order by id limit :limit")
            .bind("after", after.orElse(new UUID(0, 0)))
            .bind("limit", limit)
            .mapTo(UUID.class)
            .list());
  }

  @Override
  public List<Disagreement> glance(List<UUID> rooms) {
    return database.readSnapshot(handle -> {
      List<Disagreement> found = new ArrayList<>();
      look(handle, Kind.HEAD_ORDINAL, HEAD_ORDINAL, rooms, found);
      look(handle, Kind.POSITIONS, POSITIONS, rooms, found);
      look(handle, Kind.MEMBER_COUNT, MEMBER_COUNT, rooms, found);
      return found;
    });
  }

  @Override
  public List<Disagreement> examine(List<UUID> rooms) {
    return database.readSnapshot(handle -> {
      List<Disagreement> found = new ArrayList<>();
      look(handle, Kind.ROOM_LOG, ROOM_LOG, rooms, found);
      look(handle, Kind.ORDINALS, ORDINALS, rooms, found);
      look(handle, Kind.HEAD_ORDINAL, HEAD_ORDINAL, rooms, found);
      look(handle, Kind.POSITIONS, POSITIONS, rooms, found);
      look(handle, Kind.MENTIONS, MENTIONS, rooms, found);
      look(handle, Kind.TOMBSTONES, TOMBSTONES, rooms, found);
      look(handle, Kind.BLOCKED_BY, BLOCKED_BY, rooms, found);
      look(handle, Kind.MEMBER_COUNT, MEMBER_COUNT, rooms, found);
      look(handle, Kind.THREADS, ThreadAudit.THREADS, rooms, found);
      return found;
    });
  }

  @Override
  public List<Disagreement> examineOwnLogs() {
    return database.readSnapshot(handle -> found(Kind.OWN_LOG, handle.createQuery(OWN_LOGS)));
  }

  @Override
  public void repair(UUID roomId) {
    database.useTransaction(handle -> {
      handle.execute("select from chat.rooms where id = ? for update", roomId);
      for (List<String> repairs : List.of(REPAIRS, ThreadAudit.REPAIRS)) {
        for (String repair : repairs) {
          handle.createUpdate(repair).bind("room", roomId).execute();
        }
      }
    });
  }

  @Override
  public void repairOwnLog(UUID userId) {
    database.useTransaction(handle -> {
      handle.execute("select from chat.user_heads where user_id = ? for update", userId);
      handle
          .createUpdate(
              """
              update chat.user_heads h
                 set head_seq = coalesce(
                       (select max(seq) from chat.user_log where user_id = h.user_id), h.head_seq)
               where user_id = :user
              """)
          .bind("user", userId)
          .execute();
    });
  }

  private static void look(
      Handle handle, Kind kind, String sql, List<UUID> rooms, List<Disagreement> found) {
    found.addAll(
        found(kind, handle.createQuery(sql).bindArray("rooms", UUID.class, rooms.toArray())));
  }

  private static List<Disagreement> found(Kind kind, Query query) {
    return query
        .map((row, context) -> new Disagreement(kind, Rows.id(row, "id"), row.getString("detail")))
        .list();
  }
}
