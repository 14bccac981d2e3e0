package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Page;
import dev.parley.chat.port.Members;
import dev.parley.platform.db.Database;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Lists of members in PostgreSQL, by one query for each role. */
public final class PostgresMembers implements Members {
  /** The greatest first. */
  private static final List<Member.Role> ROLES = List.of(Member.Role.values()).reversed();

  /** What {@code people_by_part_of_name} is made of; no name has a line feed in it. */
  private static final String FITS =
      " and lower(p.username || E'\\n' || p.display_name) like lower(:pattern)";

  /**
   * Those with a role are few, and found before they are sorted: by the share that a role has of
   * all members, PostgreSQL would go through everybody by name to find them.
   */
  private static final String WITH_ROLE =
      "(select * from chat.members where room_id = :room and role = '%s' offset 0)";

  private final Database database;

  public PostgresMembers(Database database) {
    this.database = database;
  }

  @Override
  public List<UUID> ids(UUID roomId) {
    return database.read(handle ->
        handle
            .createQuery("select user_id from chat.members where room_id = :room")
            .bind("room", roomId)
            .mapTo(UUID.class)
            .list());
  }

  @Override
  public Listing list(UUID roomId, Wanted wanted) {
    return database.readSnapshot(handle -> {
      // A room has three members or fifty thousand: one plan for all of them would suit neither.
      handle.execute("set local plan_cache_mode = force_custom_plan");
      List<Member> found = new ArrayList<>();
      for (Member.Role role : ROLES) {
        if (found.size() <= wanted.limit() && reaches(wanted, role)) {
          found.addAll(some(handle, roomId, role, wanted, wanted.limit() + 1 - found.size()));
        }
      }
      boolean more = found.size() > wanted.limit();
      return new Listing(
          more ? found.subList(0, wanted.limit()) : found,
          more ? Optional.of(start(found.get(wanted.limit()))) : Optional.empty(),
          wanted.query().isEmpty() ? counts(handle, roomId) : counts(handle, roomId, wanted));
    });
  }

  /** Whether members with the role are on this page or a later one. */
  private static boolean reaches(Wanted wanted, Member.Role role) {
    return wanted.role().map(only -> only == role).orElse(true)
        && wanted.from().map(start -> role.compareTo(start.role()) <= 0).orElse(true);
  }

  private static Start start(Member member) {
    return new Start(
        member.role(), new Page.Mark(member.person().displayName(), member.person().id()));
  }

  private static List<Member> some(
      Handle handle, UUID roomId, Member.Role role, Wanted wanted, int limit) {
    Optional<Page.Mark> from = wanted.from().filter(start -> start.role() == role).map(Start::mark);
    // A literal, so that the index of those with a role is seen to fit.
    String sql =
        """
        select m.room_id, m.role, m.join_time, m.mute_end, p.user_id, p.username, p.display_name, p.avatar_version
          from %s m join chat.people p using (user_id)
         where m.room_id = :room and m.role = '%s'%s%s
         order by lower(p.display_name), p.user_id
         limit :limit
        """
            .formatted(
                role == Member.Role.MEMBER ? "chat.members" : WITH_ROLE.formatted(role),
                role,
                wanted.query().isEmpty() ? "" : FITS,
                from.isEmpty()
                    ? ""
                    : " and (lower(p.display_name), p.user_id) >= (lower(:name), :id)");
    Query query =
        handle
            .createQuery(sql)
            .bind("room", roomId)
            .bind("limit", limit)
            .bind("pattern", pattern(wanted.query()));
    from.ifPresent(mark -> query.bind("name", mark.name()).bind("id", mark.id()));
    return query.map((row, context) -> Rows.member(row)).list();
  }

  /** All of a room: only those with a role are counted. */
  private static Map<Member.Role, Integer> counts(Handle handle, UUID roomId) {
    Map<Member.Role, Integer> counts =
        counted(
            handle
                .createQuery(
                    """
                    select role, count(*) as number from chat.members
                     where room_id = :room and role <> 'MEMBER' group by role
                    """)
                .bind("room", roomId));
    int all =
        handle
            .createQuery("select member_count from chat.rooms where id = :room")
            .bind("room", roomId)
            .mapTo(int.class)
            .findOne()
            .orElse(0);
    int plain = all - counts.values().stream().mapToInt(Integer::intValue).sum();
    if (plain > 0) {
      counts.put(Member.Role.MEMBER, plain);
    }
    return counts;
  }

  private static Map<Member.Role, Integer> counts(Handle handle, UUID roomId, Wanted wanted) {
    return counted(
        handle
            .createQuery(
                """
                select m.role, count(*) as number from chat.members m join chat.people p using (user_id)
                 where m.room_id = :room%s group by m.role
                """
                    .formatted(FITS))
            .bind("room", roomId)
            .bind("pattern", pattern(wanted.query())));
  }

  private static Map<Member.Role, Integer> counted(Query query) {
    Map<Member.Role, Integer> counts = new EnumMap<>(Member.Role.class);
    query
        .map((row, context) ->
            Map.entry(Member.Role.valueOf(row.getString("role")), row.getInt("number")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** What contains the text; PostgreSQL forms the small letters, as in the index. */
  private static String pattern(String text) {
    return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }
}
