package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Logs;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The logs in PostgreSQL. */
public final class PostgresLogs implements Logs {
  /**
   * Log rows {@code l} with the message {@code m} of {@code p} that they refer to, and the person
   * who did it.
   */
  static final String ROOM_EVENT =
      """
      select l.seq as event_seq, l.kind, l.create_time as event_time, l.message_seq, l.emoji, l.mentioned, l.unmentioned,
             actor.user_id as by_user_id, actor.username as by_username, actor.display_name as by_display_name,
             actor.avatar_version as by_avatar_version, actor.guest as by_guest,
             s.role, s.join_time, s.mute_end, l.banned, l.mute_end as given_mute_end, l.room_id as event_room_id,
             other.user_id as other_user_id, other.username as other_username, other.display_name as other_display_name,
             other.avatar_version as other_avatar_version,
             l.role as given_role, l.changed, l.new_name, l.former_name, l.new_topic,
             r.kind as room_kind, r.visibility, r.name, r.topic, r.description, r.archive_time, r.permissions, r.slow_mode_seconds,
             r.lifetime_seconds, r.retention_days,
             r.avatar_version as room_avatar,
             case when l.kind = 'JOIN_REQUESTS_CHANGED' then (
               select count(*) from chat.join_requests q where q.room_id = l.room_id and q.decline_time is null)
             end as waiting, %s
        from chat.room_log l
        join chat.people actor on actor.user_id = l.user_id
        left join chat.messages m
          on l.kind not in ('MEMBER_JOINED', 'MEMBER_LEFT', 'MEMBER_MUTED', 'ROLE_CHANGED', 'ROOM_CHANGED', 'JOIN_REQUESTS_CHANGED')
             and m.room_id = l.room_id and m.seq = coalesce(l.message_seq, l.seq)
        left join chat.people p on p.user_id = m.sender_id %s
        left join chat.members s
          on l.kind in ('MEMBER_JOINED', 'ROLE_CHANGED', 'MEMBER_MUTED') and s.room_id = l.room_id and s.user_id = l.user_id
        left join chat.people other on other.user_id = l.other_id
        left join chat.rooms r on l.kind = 'ROOM_CHANGED' and r.id = l.room_id
      """
          .formatted(Rows.MESSAGE, Rows.REPLIES);

  private final Database database;

  public PostgresLogs(Database database) {
    this.database = database;
  }

  @Override
  public UserStanding standing(UUID userId) {
    return snapshot(handle -> {
      List<Standing> rooms =
          handle
              .createQuery(
                  """
                  select m.room_id, r.head_seq, m.joined_seq, r.member_count
                    from chat.members m join chat.rooms r on r.id = m.room_id
                   where m.user_id = :user
                  """)
              .bind("user", userId)
              .map((row, context) ->
                  new Standing(
                      Rows.id(row, "room_id"),
                      row.getLong("head_seq"),
                      row.getLong("joined_seq"),
                      row.getInt("member_count")))
              .list();
      return new UserStanding(
          userHead(handle, userId),
          rooms,
          PostgresPreferences.of(handle, userId).readReceipts(),
          PostgresPresence.of(handle, userId),
          PostgresBlocks.blocked(handle, userId));
    });
  }

  @Override
  public Stretch<RoomEvent> readRoom(UUID roomId, long after, int limit) {
    return snapshot(handle -> {
      long head =
          handle
              .createQuery("select head_seq from chat.rooms where id = :room")
              .bind("room", roomId)
              .mapTo(long.class)
              .findOne()
              .orElse(0L);
      List<RoomEvent> events =
          handle
              .createQuery(
                  ROOM_EVENT
                      + " where l.room_id = :room and l.seq > :after order by l.seq limit :limit")
              .bind("room", roomId)
              .bind("after", after)
              .bind("limit", limit)
              .map((row, context) -> roomEvent(row))
              .list();
      return new Stretch<>(MessageDetails.withEvents(handle, events), head);
    });
  }

  @Override
  public List<RoomEvent> changes(UUID roomId, long from, long to, int limit) {
    return snapshot(handle ->
        MessageDetails.withEvents(
            handle,
            handle
                .createQuery(
                    ROOM_EVENT
                        + """
                         where l.room_id = :room and l.seq >= :from and l.seq < :to
                           and l.kind in ('MEMBER_JOINED', 'MEMBER_LEFT', 'MEMBER_MUTED', 'ROLE_CHANGED', 'ROOM_CHANGED',
                                          'MESSAGE_PINNED')
                         order by l.seq desc limit :limit
                        """)
                .bind("room", roomId)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, context) -> roomEvent(row))
                .list()
                .reversed()));
  }

  @Override
  public Stretch<UserEvent> readUser(UUID userId, long after, int limit) {
    return snapshot(handle -> {
      List<UserEvent> events =
          handle
              .createQuery(
                  """
                  select l.seq, l.kind as change, l.room_id, l.create_time as time, %s,
                         coalesce(f.read_receipts, true) as read_receipts, coalesce(f.link_previews, true) as link_previews,
                         o.choice, o.choice_until, o.status_emoji, o.status_text, o.status_until,
                         other.user_id as other_user_id, other.username as other_username,
                         other.display_name as other_display_name, other.avatar_version as other_avatar_version,
                         exists (select from chat.blocks b
                                  where b.blocker_id = l.user_id and b.blocked_id = l.person_id) as blocked,
                         coalesce(s.version, 0) as sections_version,
                         coalesce(d.text, td.text, '') as draft_text, coalesce(d.update_time, td.update_time) as draft_time, l.thread_id, l.item_id, %s, %s, %s
                    from chat.user_log l
                    left join chat.rooms r on r.id = l.room_id %s
                    left join chat.preferences f on f.user_id = l.user_id
                    left join chat.presence o on o.user_id = l.user_id
                    left join chat.people other on other.user_id = l.person_id
                    left join chat.section_lists s on s.user_id = l.user_id
                    left join chat.drafts d
                      on l.kind = 'DRAFT_CHANGED' and l.thread_id is null and d.user_id = l.user_id and d.room_id = l.room_id
                    left join chat.thread_drafts td
                      on l.kind = 'DRAFT_CHANGED' and td.user_id = l.user_id and td.thread_id = l.thread_id
                    left join chat.thread_followers tf on tf.user_id = l.user_id and tf.thread_id = l.thread_id
                    left join chat.threads th on th.id = tf.thread_id
                    left join chat.rooms tr on tr.id = tf.room_id
                    left join chat.saved_items si on l.kind = 'SAVED_ITEM_CHANGED' and si.id = l.item_id
                    left join chat.scheduled_messages sm on l.kind = 'SCHEDULED_MESSAGE_CHANGED' and sm.id = l.item_id
                   where l.user_id = :viewer and l.seq > :after order by l.seq limit :limit
                  """
                      .formatted(
                          Rows.ROOM,
                          ThreadRows.POSITION,
                          SavedRows.ITEM,
                          ScheduledRows.MESSAGE,
                          Rows.VIEWER))
              .bind("viewer", userId)
              .bind("after", after)
              .bind("limit", limit)
              .map((row, context) -> userEvent(userId, row))
              .list();
      return new Stretch<>(withPeople(handle, userId, events), userHead(handle, userId));
    });
  }

  @Override
  public Map<UUID, Long> movedRooms(Map<UUID, Long> known) {
    return moved("select h.id, h.head_seq from chat.rooms h", known);
  }

  @Override
  public Map<UUID, Long> movedUsers(Map<UUID, Long> known) {
    return moved("select h.user_id as id, h.head_seq from chat.user_heads h", known);
  }

  private Map<UUID, Long> moved(String heads, Map<UUID, Long> known) {
    if (known.isEmpty()) {
      return Map.of();
    }
    UUID[] ids = known.keySet().toArray(UUID[]::new);
    Long[] seqs = new Long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      seqs[i] = known.getOrDefault(ids[i], 0L);
    }
    String sql =
        "select * from (%s) h join unnest(:ids, :seqs) as k (id, seq) using (id) where h.head_seq > k.seq"
            .formatted(heads);
    return database.read(handle -> {
      Map<UUID, Long> moved = new HashMap<>();
      handle
          .createQuery(sql)
          .bindArray("ids", UUID.class, (Object[]) ids)
          .bindArray("seqs", Long.class, (Object[]) seqs)
          .map((row, context) -> Map.entry(Rows.id(row, "id"), row.getLong("head_seq")))
          .forEach(entry -> moved.put(entry.getKey(), entry.getValue()));
      return moved;
    });
  }

  private static List<UserEvent> withPeople(Handle handle, UUID viewer, List<UserEvent> events) {
    List<Room> joined =
        events.stream()
            .flatMap(event ->
                event.change() instanceof UserEvent.Change.RoomJoined(Room room)
                    ? Stream.of(room)
                    : Stream.empty())
            .toList();
    Map<UUID, Room> known =
        Conversations.withPeople(handle, joined, viewer).stream()
            .collect(Collectors.toMap(Room::id, Function.identity(), (one, same) -> one));
    return events.stream()
        .map(event ->
            event.change() instanceof UserEvent.Change.RoomJoined(Room room)
                ? new UserEvent(
                    event.userId(),
                    event.seq(),
                    event.time(),
                    new UserEvent.Change.RoomJoined(known.getOrDefault(room.id(), room)))
                : event)
        .toList();
  }

  /** One consistent view for several statements. */
  private <T> T snapshot(org.jdbi.v3.core.HandleCallback<T, RuntimeException> work) {
    return database.readSnapshot(work);
  }

  private static long userHead(Handle handle, UUID userId) {
    return handle
        .createQuery("select head_seq from chat.user_heads where user_id = :user")
        .bind("user", userId)
        .mapTo(long.class)
        .findOne()
        .orElse(0L);
  }

  /** A row of {@link #ROOM_EVENT}, its message without the reactions to it. */
  static RoomEvent roomEvent(ResultSet row) throws SQLException {
    RoomEvent.Change change =
        switch (row.getString("kind")) {
          case "MESSAGE_CREATED" -> new RoomEvent.Change.MessageCreated(Rows.message(row));
          case "MESSAGE_EDITED" ->
              new RoomEvent.Change.MessageEdited(
                  Rows.message(row),
                  Rows.mentions(row, "mentioned"),
                  Rows.mentions(row, "unmentioned"));
          case "MESSAGE_DELETED" ->
              new RoomEvent.Change.MessageDeleted(
                  Rows.message(row), Rows.person(row, "by_"), Rows.mentions(row, "unmentioned"));
          case "REACTION_ADDED" ->
              row.getObject("delete_time") != null
                  ? changedBeforeDeletion(row)
                  : new RoomEvent.Change.ReactionAdded(
                      Rows.id(row, "id"),
                      row.getLong("message_seq"),
                      row.getString("emoji"),
                      Rows.person(row, "by_"));
          case "REACTION_REMOVED" ->
              row.getObject("delete_time") != null
                  ? changedBeforeDeletion(row)
                  : new RoomEvent.Change.ReactionRemoved(
                      Rows.id(row, "id"),
                      row.getLong("message_seq"),
                      row.getString("emoji"),
                      Rows.person(row, "by_"));
          case "MESSAGE_PINNED", "MESSAGE_UNPINNED" ->
              row.getObject("delete_time") != null
                  ? changedBeforeDeletion(row)
                  : new RoomEvent.Change.PinChanged(
                      Rows.message(row),
                      Rows.person(row, "by_"),
                      row.getString("kind").equals("MESSAGE_PINNED"));
          case "POLL_CHANGED" ->
              row.getObject("delete_time") != null
                  ? changedBeforeDeletion(row)
                  : new RoomEvent.Change.PollChanged(Rows.message(row));
          case "MESSAGE_UPDATED" ->
              row.getObject("delete_time") != null
                  ? changedBeforeDeletion(row)
                  : new RoomEvent.Change.MessageUpdated(Rows.message(row));
          case "MEMBER_JOINED" -> new RoomEvent.Change.MemberJoined(joined(row), other(row));
          case "MEMBER_LEFT" ->
              new RoomEvent.Change.MemberLeft(
                  Rows.person(row, "by_"),
                  other(row),
                  row.getBoolean("banned"),
                  row.getBoolean("by_guest"));
          case "MEMBER_MUTED" ->
              new RoomEvent.Change.MemberMuted(
                  joined(row), Rows.timeOrNull(row, "given_mute_end"), Rows.person(row, "other_"));
          case "ROLE_CHANGED" ->
              new RoomEvent.Change.RoleChanged(
                  joined(row),
                  Member.Role.valueOf(row.getString("given_role")),
                  Rows.person(row, "other_"));
          case "ROOM_CHANGED" ->
              new RoomEvent.Change.RoomChanged(
                  Rows.details(row),
                  Rows.person(row, "by_"),
                  Stream.of((String[]) row.getArray("changed").getArray())
                      .map(RoomEvent.Change.Detail::valueOf)
                      .toList(),
                  row.getString("new_name"),
                  row.getString("former_name"),
                  row.getString("new_topic"));
          case "JOIN_REQUESTS_CHANGED" ->
              new RoomEvent.Change.JoinRequestsChanged(
                  Rows.person(row, "by_"), row.getInt("waiting"));
          default -> throw new IllegalStateException("room_log.kind: " + row.getString("kind"));
        };
    return new RoomEvent(
        Rows.id(row, "event_room_id"),
        row.getLong("event_seq"),
        Rows.time(row, "event_time"),
        change);
  }

  /**
   * Reactions and pins go with what is deleted: all that is left to say is that there is a
   * tombstone.
   */
  private static RoomEvent.Change changedBeforeDeletion(ResultSet row) throws SQLException {
    return new RoomEvent.Change.MessageEdited(Rows.message(row), Mentions.NONE, Mentions.NONE);
  }

  /** Who else had a part in it, if somebody had. */
  private static @Nullable Person other(ResultSet row) throws SQLException {
    return row.getObject("other_user_id") == null ? null : Rows.person(row, "other_");
  }

  /** The membership as it is now; one that has ended since is shown as it began. */
  private static Member joined(ResultSet row) throws SQLException {
    boolean still = row.getString("role") != null;
    return new Member(
        Rows.id(row, "event_room_id"),
        Rows.person(row, "by_"),
        still ? Member.Role.valueOf(row.getString("role")) : Member.Role.MEMBER,
        Rows.time(row, still ? "join_time" : "event_time"),
        Rows.timeOrNull(row, "mute_end"));
  }

  /** Of a room that was deleted for good, there is nothing to say but that one is not in it. */
  private static UserEvent userEvent(UUID userId, ResultSet row) throws SQLException {
    boolean purged = row.getObject("room_id") != null && row.getObject("id") == null;
    UserEvent.Change change =
        purged ? new UserEvent.Change.RoomLeft(Rows.id(row, "room_id"), true) : userChange(row);
    return new UserEvent(userId, row.getLong("seq"), Rows.time(row, "time"), change);
  }

  private static UserEvent.Change userChange(ResultSet row) throws SQLException {
    return switch (row.getString("change")) {
      case "ROOM_JOINED" -> new UserEvent.Change.RoomJoined(Rows.room(row));
      case "ROOM_LEFT" -> new UserEvent.Change.RoomLeft(Rows.id(row, "room_id"), false);
      case "ROOM_DELETED" -> new UserEvent.Change.RoomLeft(Rows.id(row, "room_id"), true);
      case "READ_MOVED" -> new UserEvent.Change.ReadMoved(Rows.position(row));
      case "ROOM_PREFERENCES_CHANGED" ->
          new UserEvent.Change.RoomPreferencesChanged(
              Rows.id(row, "room_id"), Rows.preferences(row));
      case "DRAFT_CHANGED" ->
          new UserEvent.Change.DraftChanged(
              new KeptDraft(
                  new KeptDraft.Place(
                      Rows.id(row, "room_id"), row.getObject("thread_id", UUID.class)),
                  row.getString("draft_text"),
                  Rows.timeOrNull(row, "draft_time")));
      case "THREAD_CHANGED" ->
          new UserEvent.Change.ThreadChanged(
              row.getObject("tf_thread_id") == null
                  ? ThreadPosition.none(Rows.id(row, "room_id"), Rows.id(row, "thread_id"))
                  : ThreadRows.position(row));
      case "SAVED_ITEM_CHANGED" ->
          new UserEvent.Change.SavedItemChanged(
              Rows.id(row, "item_id"), row.getObject("si_id") == null ? null : SavedRows.item(row));
      case "SCHEDULED_MESSAGE_CHANGED" ->
          new UserEvent.Change.ScheduledMessageChanged(
              Rows.id(row, "item_id"),
              row.getObject("sm_id") == null ? null : ScheduledRows.message(row));
      case "SECTIONS_CHANGED" ->
          new UserEvent.Change.SectionsChanged(row.getLong("sections_version"));
      case "BLOCKS_CHANGED" ->
          new UserEvent.Change.BlocksChanged(Rows.person(row, "other_"), row.getBoolean("blocked"));
      case "PREFERENCES_CHANGED" ->
          new UserEvent.Change.PreferencesChanged(PostgresPreferences.preferences(row));
      case "OWN_PRESENCE_CHANGED" ->
          new UserEvent.Change.OwnPresenceChanged(PostgresPresence.own(row));
      default -> throw new IllegalStateException("user_log.kind: " + row.getString("change"));
    };
  }
}
