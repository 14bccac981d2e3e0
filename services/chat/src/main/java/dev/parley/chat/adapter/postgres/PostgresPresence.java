package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Availability;
import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.Status;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.PresenceRepository;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is kept of people's presence, in PostgreSQL. */
public final class PostgresPresence implements PresenceRepository {
  /** What a person chose, of {@code chat.presence}. */
  static final String CHOSEN =
      "choice, choice_until, status_emoji, status_text, status_until, last_seen_time";

  private final Database database;
  private final Announcer announcer;

  public PostgresPresence(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  @Override
  public Map<UUID, Kept> of(Collection<UUID> userIds) {
    Map<UUID, Kept> found = new HashMap<>();
    database
        .read(handle ->
            handle
                .createQuery(
                    "select asked.user_id, "
                        + CHOSEN
                        + """
                        , array(select b.blocked_id from chat.blocks b where b.blocker_id = asked.user_id) as hidden_from,
                          w.user_id as who_user_id, w.username as who_username, w.display_name as who_display_name,
                          w.avatar_version as who_avatar_version
                          from unnest(:ids) as asked (user_id)
                          left join chat.presence on presence.user_id = asked.user_id
                          left join chat.people w on w.user_id = asked.user_id
                        """)
                .bindArray("ids", UUID.class, userIds.toArray())
                .map((row, context) -> Map.entry(Rows.id(row, "user_id"), kept(row)))
                .list())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  static OwnPresence of(Handle handle, UUID userId) {
    return handle
        .createQuery("select " + CHOSEN + " from chat.presence where user_id = :user")
        .bind("user", userId)
        .map((row, context) -> own(row))
        .findOne()
        .orElse(OwnPresence.NOTHING);
  }

  @Override
  public OwnPresence change(UUID userId, UnaryOperator<OwnPresence> change, Instant time) {
    List<UserEvent> news = new ArrayList<>();
    OwnPresence changed =
        database.inTransaction(handle -> {
          news.clear();
          handle.execute(
              "insert into chat.presence (user_id) values (?) on conflict do nothing", userId);
          OwnPresence before =
              handle
                  .createQuery(
                      "select " + CHOSEN + " from chat.presence where user_id = :user for update")
                  .bind("user", userId)
                  .map((row, context) -> own(row))
                  .one();
          OwnPresence after = change.apply(before);
          if (!after.equals(before)) {
            write(handle, userId, after);
            news.add(
                OwnLog.append(
                    handle, userId, new UserEvent.Change.OwnPresenceChanged(after), time));
          }
          return after;
        });
    news.forEach(announcer::announce);
    return changed;
  }

  @Override
  public List<UUID> expire(Instant now) {
    List<UUID> expired =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    select user_id from chat.presence
                     where least(choice_until, status_until) <= :now
                       and (choice_until is not null or status_until is not null)
                     limit 1000
                    """)
                .bind("now", now)
                .map((row, context) -> Rows.id(row, "user_id"))
                .list());
    List<UUID> changed = new ArrayList<>();
    for (UUID userId : expired) {
      boolean[] mine = {false};
      change(
          userId,
          own -> {
            OwnPresence left = own.at(now);
            mine[0] = !left.equals(own);
            return left;
          },
          now);
      if (mine[0]) {
        changed.add(userId);
      }
    }
    return changed;
  }

  @Override
  public void seen(Map<UUID, Instant> times, Instant now) {
    // In one order in all processes, so that they do not wait for one another in a circle.
    Map<String, UUID> ordered = new TreeMap<>();
    times.keySet().forEach(id -> ordered.put(id.toString(), id));
    UUID[] ids = ordered.values().toArray(UUID[]::new);
    Long[] millis = new Long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      millis[i] = times.getOrDefault(ids[i], now).toEpochMilli();
    }
    database.inTransaction(handle ->
        handle
            .createUpdate(
                """
                insert into chat.presence as p (user_id, last_active_time, last_seen_time)
                select s.user_id, to_timestamp(s.millis / 1000.0), to_timestamp(s.millis / 1000.0)
                  from unnest(:ids, :millis) as s (user_id, millis)
                on conflict (user_id) do update
                  set last_active_time = greatest(p.last_active_time, excluded.last_active_time),
                      last_seen_time =
                        case when p.choice = 'APPEAR_OFFLINE' and (p.choice_until is null or p.choice_until > :now)
                             then p.last_seen_time
                             else greatest(p.last_seen_time, excluded.last_seen_time) end
                """)
            .bindArray("ids", UUID.class, (Object[]) ids)
            .bindArray("millis", Long.class, (Object[]) millis)
            .bind("now", now)
            .execute());
  }

  @Override
  public long countActiveSince(Instant moment) {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from chat.presence where last_active_time >= :moment")
            .bind("moment", moment)
            .mapTo(long.class)
            .one());
  }

  private static void write(Handle handle, UUID userId, OwnPresence own) {
    Status status = own.status() == null ? Status.CLEARED : own.status();
    handle
        .createUpdate(
            """
            update chat.presence
               set choice = :choice, choice_until = :choiceUntil,
                   status_emoji = :emoji, status_text = :text, status_until = :statusUntil
             where user_id = :user
            """)
        .bind("user", userId)
        .bind("choice", own.availability().choice().name())
        .bindByType("choiceUntil", own.availability().until(), Instant.class)
        .bind("emoji", status.emoji())
        .bind("text", status.text())
        .bindByType("statusUntil", status.until(), Instant.class)
        .execute();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    UUID[] hiddenFrom = (UUID[]) row.getArray("hidden_from").getArray();
    return new Kept(
        own(row),
        timeOrNull(row, "last_seen_time"),
        Set.of(hiddenFrom),
        row.getObject("who_user_id") == null ? null : Rows.person(row, "who_"));
  }

  /** What a person chose, of a row with {@link #CHOSEN}; that of whom nothing is kept is null. */
  static OwnPresence own(ResultSet row) throws SQLException {
    String choice = row.getString("choice");
    if (choice == null) {
      return OwnPresence.NOTHING;
    }
    Status status =
        new Status(
            row.getString("status_emoji"),
            row.getString("status_text"),
            timeOrNull(row, "status_until"));
    return new OwnPresence(
        new Availability(Availability.Choice.valueOf(choice), timeOrNull(row, "choice_until")),
        status.isEmpty() ? null : status);
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column) == null ? null : Rows.time(row, column);
  }
}
