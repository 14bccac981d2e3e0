package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.DirectBlock;
import dev.parley.chat.domain.LinkPreview;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Permissions;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Replies;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomPreferences;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From rows to records. */
final class Rows {
  /** Stands for everybody where people who are mentioned are listed. */
  static final UUID EVERYONE = new UUID(0, 0);

  /**
   * The membership {@code v} of the person {@code :viewer} in a room {@code r}, if there is one.
   */
  static final String VIEWER =
      " left join chat.members v on v.room_id = r.id and v.user_id = :viewer ";

  /**
   * Whether one of the two of a direct conversation {@code r} has blocked the other, for one of
   * them.
   */
  private static final String DIRECT_BLOCK =
      "case when r.blocked_by = '{}' then 'NONE' when %s.user_id = any(r.blocked_by) then 'BY_ONESELF'"
          + " else 'BY_OTHER' end as direct_block";

  /** Columns of what a member {@code m} may do in a room {@code r}. */
  static final String POWERS =
      "r.kind as room_kind, r.archive_time, r.permissions, m.role, m.mute_end, "
          + DIRECT_BLOCK.formatted("m");

  /** Columns of a room {@code r} as the person of {@link #VIEWER} sees it. */
  static final String ROOM =
      """
      r.id, r.kind as room_kind, r.visibility, r.name, r.topic, r.description, r.archive_time, r.permissions,
      r.avatar_version as room_avatar, r.member_count, r.head_seq, r.create_time, r.head_ordinal,
      r.slow_mode_seconds, r.lifetime_seconds, r.retention_days, v.mute_end, v.role, v.read_seq, v.read_ordinal, v.favourite, v.muted, v.notifications,
      v.newly_added,
      exists (select from chat.default_rooms f where f.room_id = r.id) as default_room,
      (select count(*) from chat.tombstones t
        where t.room_id = r.id and t.ordinal > v.read_ordinal) as tombstones,
      (select count(*) from chat.mentions x
        where x.room_id = r.id and x.user_id in (v.user_id, '00000000-0000-0000-0000-000000000000')
          and x.ordinal > v.read_ordinal
          and not exists (
            select from chat.blocks b where b.blocker_id = v.user_id and b.blocked_id = x.sender_id)) as mention_count,
      (select y.create_time from chat.messages y
        where y.room_id = r.id order by y.seq desc limit 1) as last_message_time,
      (select count(*) from chat.members g where g.room_id = r.id and g.role = 'GUEST') as guest_count,
      (select count(*) from chat.join_requests q where q.room_id = r.id and q.decline_time is null) as waiting,
      coalesce((select w.guest from chat.people w where w.user_id = :viewer), false) as seen_by_guest,
      """
          + DIRECT_BLOCK.formatted("v")
          + " ";

  /** The same as each member {@code v} sees it. */
  static final String ROOM_OF_MEMBER = ROOM.replace(":viewer", "v.user_id");

  private Rows() {}

  /**
   * From the columns {@code favourite, muted, notifications}; the defaults where there is no
   * membership.
   */
  static RoomPreferences preferences(ResultSet row) throws SQLException {
    String level = row.getString("notifications");
    return level == null
        ? RoomPreferences.DEFAULT
        : new RoomPreferences(
            row.getBoolean("favourite"),
            row.getBoolean("muted"),
            RoomPreferences.Level.valueOf(level));
  }

  /** Columns of what a room {@code r} says of itself. */
  static final String DETAILS =
      "r.kind as room_kind, r.visibility, r.name, r.topic, r.description, r.archive_time, r.permissions,"
          + " r.slow_mode_seconds, r.lifetime_seconds, r.retention_days, r.avatar_version as room_avatar";

  /** From the columns {@code lifetime_seconds, retention_days}. */
  static Retention retention(ResultSet row) throws SQLException {
    return new Retention(row.getInt("lifetime_seconds"), row.getInt("retention_days"));
  }

  static RoomDetails details(ResultSet row) throws SQLException {
    return new RoomDetails(
        Room.Visibility.valueOf(row.getString("visibility")),
        row.getString("name"),
        row.getString("topic"),
        row.getString("description"),
        row.getObject("archive_time") != null,
        permissions(row),
        row.getInt("slow_mode_seconds"),
        row.getString("room_avatar"),
        retention(row));
  }

  /** From the columns of {@link #POWERS}. */
  static Powers powers(ResultSet row) throws SQLException {
    return new Powers(
        Member.Role.valueOf(row.getString("role")),
        permissions(row),
        row.getObject("archive_time") != null,
        timeOrNull(row, "mute_end"),
        DirectBlock.valueOf(row.getString("direct_block")));
  }

  /**
   * From the columns {@code room_kind, permissions}: what is adjusted, as {@code PERMISSION=ROLE}.
   */
  static Permissions permissions(ResultSet row) throws SQLException {
    Map<Permission, Member.Role> adjusted = new EnumMap<>(Permission.class);
    for (String each : (String[]) row.getArray("permissions").getArray()) {
      String[] parts = each.split("=", 2);
      adjusted.put(Permission.valueOf(parts[0]), Member.Role.valueOf(parts[1]));
    }
    return new Permissions(Room.Kind.valueOf(row.getString("room_kind")), Map.copyOf(adjusted));
  }

  /** The same as PostgreSQL writes an array. */
  static String column(Permissions permissions) {
    return permissions.adjusted().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A room from the columns of {@link #ROOM}, without the people of a conversation. */
  static Room room(ResultSet row) throws SQLException {
    String role = row.getString("role");
    return new Room(
        id(row, "id"),
        Room.Kind.valueOf(row.getString("room_kind")),
        details(row),
        row.getInt("member_count"),
        row.getLong("head_seq"),
        role == null ? null : Member.Role.valueOf(role),
        preferences(row),
        timeOrNull(row, "mute_end"),
        DirectBlock.valueOf(row.getString("direct_block")),
        List.of(),
        position(row),
        time(row, "create_time"),
        timeOrNull(row, "last_message_time"),
        row.getInt("guest_count"),
        row.getBoolean("seen_by_guest"),
        row.getBoolean("default_room"),
        row.getBoolean("newly_added"),
        row.getInt("waiting"));
  }

  /** The viewer's position from the columns of {@link #ROOM}; at 0 where they are no member. */
  static ReadPosition position(ResultSet row) throws SQLException {
    return new ReadPosition(
        id(row, "id"),
        row.getLong("read_seq"),
        row.getLong("read_ordinal"),
        row.getLong("head_ordinal"),
        row.getLong("tombstones"),
        row.getLong("mention_count"),
        row.getLong("head_seq"));
  }

  /** A person from the columns {@code user_id, username, display_name, avatar_version}. */
  static Person person(ResultSet row) throws SQLException {
    return person(row, "");
  }

  /** A person from the same columns with something before their names. */
  static Person person(ResultSet row, String prefix) throws SQLException {
    return new Person(
        id(row, prefix + "user_id"),
        row.getString(prefix + "username"),
        row.getString(prefix + "display_name"),
        row.getString(prefix + "avatar_version"));
  }

  static Member member(ResultSet row) throws SQLException {
    return new Member(
        id(row, "room_id"),
        person(row),
        Member.Role.valueOf(row.getString("role")),
        time(row, "join_time"),
        timeOrNull(row, "mute_end"));
  }

  /**
   * Columns of a message {@code m}, its sender {@code p} and its {@link #REPLIES}, without {@link
   * MessageDetails}.
   */
  static final String MESSAGE =
      """
      m.id, m.room_id, m.seq, m.text, m.client_id, m.create_time, m.ordinal, m.mentions,
      m.thread_id, m.thread_seq, m.thread_ordinal, m.expire_time, m.priority, m.ack_requested, m.preview_ids,
      exists (select from chat.polls q where q.message_id = m.id) as poll,
      greatest(m.change_seq, rt.change_seq) as change_seq, m.edit_time, m.edit_count, m.delete_time, m.pin_time,
      rt.reply_count, rt.head_ordinal as reply_head, rt.last_time as reply_time, rt.people as reply_people,
      p.user_id, p.username, p.display_name, p.avatar_version
      """;

  /** What was replied to a message {@code m}. */
  static final String REPLIES = " left join chat.threads rt on rt.id = m.id ";

  /** Whether a message {@code m} stands among the room's. */
  static final String IN_ROOM = " (m.thread_id is null or m.ordinal is not null) ";

  /** Whether a message {@code m}, with its {@link #REPLIES}, is shown: it has not disappeared. */
  static final String SHOWN =
      " (m.delete_time is null or m.expire_time is null or rt.reply_count > 0) ";

  /** A message from the columns of {@link #MESSAGE}, without {@link MessageDetails}. */
  static Message message(ResultSet row) throws SQLException {
    long changed = row.getLong("change_seq");
    return new Message(
        id(row, "id"),
        id(row, "room_id"),
        row.getLong("seq"),
        row.getLong("ordinal"),
        person(row),
        row.getString("text"),
        mentions(row, "mentions"),
        id(row, "client_id"),
        time(row, "create_time"),
        inThread(row),
        timeOrNull(row, "expire_time"),
        row.getBoolean("poll") ? Poll.UNREAD : null,
        attention(row),
        new Message.Since(
            changed == 0 ? row.getLong("seq") : changed,
            timeOrNull(row, "edit_time"),
            row.getInt("edit_count"),
            row.getObject("delete_time") != null,
            List.of(),
            timeOrNull(row, "pin_time"),
            replies(row),
            previews(row)));
  }

  private static @Nullable Attention attention(ResultSet row) throws SQLException {
    String priority = row.getString("priority");
    return Attention.asked(
        priority == null ? Attention.Priority.STANDARD : Attention.Priority.valueOf(priority),
        row.getBoolean("ack_requested"));
  }

  private static List<LinkPreview> previews(ResultSet row) throws SQLException {
    Array array = row.getArray("preview_ids");
    return array == null
        ? List.of()
        : Stream.of((UUID[]) array.getArray()).map(LinkPreview::unread).toList();
  }

  private static Message.@Nullable InThread inThread(ResultSet row) throws SQLException {
    UUID thread = row.getObject("thread_id", UUID.class);
    return thread == null
        ? null
        : new Message.InThread(thread, row.getLong("thread_seq"), row.getLong("thread_ordinal"));
  }

  /** Nothing of a message that is followed and that nobody has replied to yet. */
  static Replies replies(ResultSet row) throws SQLException {
    long head = row.getLong("reply_head");
    return head == 0
        ? Replies.NONE
        : new Replies(
            row.getLong("reply_count"),
            head,
            time(row, "reply_time"),
            List.of((UUID[]) row.getArray("reply_people").getArray()));
  }

  /** Whom a column names. */
  static Mentions mentions(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    if (array == null) {
      return Mentions.NONE;
    }
    List<UUID> people = List.of((UUID[]) array.getArray());
    return people.contains(EVERYONE) ? Mentions.EVERYONE : new Mentions(people, false);
  }

  /**
   * What is kept of whom a message mentions; null is nobody.
   *
   * @return ids as PostgreSQL writes an array: one within an array has to be as long as its
   *     neighbours, a text that looks like one has not
   */
  static @Nullable String column(Mentions mentions) {
    if (mentions.everyone()) {
      return "{" + EVERYONE + "}";
    }
    return mentions.people().isEmpty()
        ? null
        : mentions.people().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
