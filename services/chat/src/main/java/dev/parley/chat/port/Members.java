package dev.parley.chat.port;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists of the members of rooms, which may be long. */
public interface Members {
  /**
   * Which members.
   *
   * @param query part of the user name or the display name, without regard to case; empty for all
   * @param role those with it; empty for all
   * @param from where the page begins, as a page before said; empty for the first
   * @param limit how many at most
   */
  record Wanted(String query, Optional<Member.Role> role, Optional<Start> from, int limit) {
    /** The first of all members. */
    public static Wanted first(int limit) {
      return new Wanted("", Optional.empty(), Optional.empty(), limit);
    }

    /** The page that begins there. */
    public Wanted from(Optional<Start> start) {
      return new Wanted(query, role, start, limit);
    }
  }

  /**
   * A place in such a list.
   *
   * @param mark among those with the role, by display name
   */
  record Start(Member.Role role, Page.Mark mark) {}

  /**
   * A stretch of the list: the greatest role first, and those with the same role by display name.
   *
   * @param next where the next page begins; empty on the last
   * @param counts how many members fit the query, by the roles that any of them has
   */
  record Listing(List<Member> members, Optional<Start> next, Map<Member.Role, Integer> counts) {}

  /** All members of a room, who may be tens of thousands. */
  List<UUID> ids(UUID roomId);

  /** Members of a room. */
  Listing list(UUID roomId, Wanted wanted);
}
