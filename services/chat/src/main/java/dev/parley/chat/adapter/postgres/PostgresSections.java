package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomPreferences;
import dev.parley.chat.domain.Section;
import dev.parley.chat.domain.Sections;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.SectionRepository;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * People's sections in PostgreSQL. Locks are taken in this order: one's membership, one's list of
 * sections, one's own log.
 */
public final class PostgresSections implements SectionRepository {
  private final Database database;
  private final Announcing announcing;

  public PostgresSections(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Sections of(UUID userId) {
    return database.readSnapshot(handle -> read(handle, userId, version(handle, userId)));
  }

  @Override
  public Outcome change(UUID userId, Instant time, Function<Sections, Outcome> decision) {
    return announcing.commit(handle -> {
      Sections before = lock(handle, userId);
      return switch (decision.apply(before)) {
        case Outcome.Done done -> save(handle, userId, before, done.sections(), time);
        case Outcome.Refused refused -> Told.nothing(refused);
        case Outcome.NotAMember not -> Told.nothing(not);
      };
    });
  }

  @Override
  public Outcome move(UUID userId, UUID roomId, Instant time, PlacementDecision decision) {
    return announcing.commit(handle -> {
      Optional<RoomPreferences> preferences = PostgresRoomPreferences.lock(handle, roomId, userId);
      if (preferences.isEmpty()) {
        return Told.nothing(new Outcome.NotAMember());
      }
      Sections before = lock(handle, userId);
      return switch (decision.on(before, kind(handle, roomId))) {
        case Placement.Refused refused -> Told.nothing(new Outcome.Refused(refused.refusal()));
        case Placement.There there -> {
          List<UserEvent> news = new ArrayList<>();
          if (preferences.get().favourite() != there.favourite()) {
            news.add(
                PostgresRoomPreferences.save(
                    handle, roomId, userId, preferences.get().as(there.favourite()), time));
          }
          Told<Outcome> saved = save(handle, userId, before, there.sections(), time);
          news.addAll(saved.userEvents());
          yield new Told<>(saved.result(), List.of(), news);
        }
      };
    });
  }

  /** The sections, which nobody else changes until the transaction ends. */
  private static Sections lock(Handle handle, UUID userId) {
    long version =
        handle
            .createQuery(
                """
                insert into chat.section_lists as l (user_id, version) values (:user, 0)
                on conflict (user_id) do update set version = l.version
                returning version
                """)
            .bind("user", userId)
            .mapTo(long.class)
            .one();
    return read(handle, userId, version);
  }

  private static Told<Outcome> save(
      Handle handle, UUID userId, Sections before, Sections after, Instant time) {
    if (after.equals(before)) {
      return Told.nothing(new Outcome.Done(before));
    }
    write(handle, userId, before, after);
    long version =
        handle
            .createQuery(
                "update chat.section_lists set version = version + 1 where user_id = :user returning version")
            .bind("user", userId)
            .mapTo(long.class)
            .one();
    UserEvent changed =
        OwnLog.append(handle, userId, new UserEvent.Change.SectionsChanged(version), time);
    return new Told<>(new Outcome.Done(read(handle, userId, version)), List.of(), List.of(changed));
  }

  /** Writes what differs. What was never changed before has no rows yet. */
  private static void write(Handle handle, UUID userId, Sections before, Sections after) {
    handle
        .createUpdate("delete from chat.sections where user_id = :user and not id = any(:kept)")
        .bind("user", userId)
        .bindArray("kept", String.class, after.all().stream().map(Section::id).toArray())
        .execute();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into chat.sections
              (user_id, id, kind, name, place, collapsed, sort, unread_only, room_ids)
            values (:user, :id, :kind, :name, :place, :collapsed, :sort, :unreadOnly, :roomIds)
            on conflict (user_id, id) do update
              set name = excluded.name, place = excluded.place, collapsed = excluded.collapsed,
                  sort = excluded.sort, unread_only = excluded.unread_only, room_ids = excluded.room_ids
            """);
    for (int place = 0; place < after.all().size(); place++) {
      Section section = after.all().get(place);
      boolean same =
          before.version() > 0
              && place < before.all().size()
              && before.all().get(place).equals(section);
      if (!same) {
        batch
            .bind("user", userId)
            .bind("id", section.id())
            .bind("kind", section.kind().name())
            .bind("name", section.name())
            .bind("place", place)
            .bind("collapsed", section.collapsed())
            .bind("sort", section.sort().name())
            .bind("unreadOnly", section.unreadOnly())
            .bindArray("roomIds", UUID.class, section.roomIds().toArray())
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static Sections read(Handle handle, UUID userId, long version) {
    List<Section> sections =
        handle
            .createQuery(
                """
                select s.id, s.kind, s.name, s.collapsed, s.sort, s.unread_only,
                       array(select r.id from unnest(s.room_ids) with ordinality as r (id, number)
                               join chat.members m on m.room_id = r.id and m.user_id = s.user_id
                              order by r.number) as room_ids
                  from chat.sections s where s.user_id = :user order by s.place
                """)
            .bind("user", userId)
            .map((row, context) -> section(row))
            .list();
    return new Sections(version, sections.isEmpty() ? Sections.DEFAULT.all() : sections);
  }

  static long version(Handle handle, UUID userId) {
    return handle
        .createQuery("select version from chat.section_lists where user_id = :user")
        .bind("user", userId)
        .mapTo(long.class)
        .findOne()
        .orElse(0L);
  }

  private static Room.Kind kind(Handle handle, UUID roomId) {
    return Room.Kind.valueOf(
        handle
            .createQuery("select kind from chat.rooms where id = :room")
            .bind("room", roomId)
            .mapTo(String.class)
            .one());
  }

  private static Section section(ResultSet row) throws SQLException {
    return new Section(
        row.getString("id"),
        Section.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getBoolean("collapsed"),
        Section.Sort.valueOf(row.getString("sort")),
        row.getBoolean("unread_only"),
        List.of((UUID[]) row.getArray("room_ids").getArray()));
  }
}
