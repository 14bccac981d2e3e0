package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SearchEntry;
import dev.parley.chat.domain.SearchQuery;
import dev.parley.chat.domain.SearchQuery.Condition;
import dev.parley.chat.domain.SearchQuery.Phrase;
import dev.parley.chat.port.MessageSearch;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Search in PostgreSQL: one {@code tsquery} of the marks of the viewer's rooms and of what they
 * look for, which GIN answers beginning with whatever is rarest. Ids are by time, so the newest are
 * those with the greatest.
 *
 * <p>GIN knows no order: what is found has to be fetched to see which are the newest. Where the
 * planner expects much to be found, its estimate is told instead of a count, and the newest
 * messages of each room are asked one by one whether they fit, which mostly fills a page at once.
 */
public final class PostgresMessageSearch implements MessageSearch {
  /**
   * Of a part of a word that more words have, those are found that begin with it. For all parts of
   * a query together: each word is a term, which GIN asks about each message.
   */
  private static final int MOST_WORDS = 2_000;

  /**
   * Searches at once: they keep a processor busy, and sends need the others and the connections.
   */
  private static final int AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Stands for what nobody has said: it is in no entry. */
  private static final String NOTHING = "'=nothing'";

  /** Of what is expected to be more, only the newest are fetched. */
  private static final int MOST_COUNTED = 2_000;

  /** As many of the newest messages of all rooms together are asked one by one. */
  private static final int NEAREST = 5_000;

  /** Of each room at least so many. */
  private static final int LEAST_OF_A_ROOM = 20;

  /** Asked at once. */
  private static final int STRETCH = 500;

  /**
   * Ids are by the time at which a send began, positions by that at which it was written: what is
   * at a later position has no id that is older by more.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);

  private static final String FOUND =
      """
      select message_id from chat.search_entries
       where terms @@ cast(:terms as tsquery) and message_id >= :from and message_id < :to
      """;

  private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

  private static final UUID FIRST = new UUID(0, 0);

  /** As PostgreSQL has it; to Java the highest bit is a sign. */
  private static final Comparator<UUID> BY_TIME =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** After every id; the greatest for Java, too, to which the highest bit is a sign. */
  private static final UUID BEYOND = new UUID(Long.MAX_VALUE, Long.MAX_VALUE);

  private final Database database;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  public PostgresMessageSearch(Database database) {
    this.database = database;
  }

  @Override
  public Found find(UUID viewer, SearchQuery query, Optional<UUID> after, int limit) {
    awaitTurn();
    try {
      return look(viewer, query, after, limit);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailableException("too much is looked for at the moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailableException("interrupted while waiting to search");
    }
  }

  private Found look(UUID viewer, SearchQuery query, Optional<UUID> after, int limit) {
    return database.readSnapshot(handle -> {
      // Whoever thinks of something that takes longer waits in vain, and nobody with them.
      handle.execute("set local statement_timeout = " + PATIENCE.toMillis());
      // Compiling such a query would take longer than answering it, and plans depend on what is
      // asked.
      handle.execute("set local jit = off");
      handle.execute("set local plan_cache_mode = force_custom_plan");
      Instant since =
          PostgresSearchIndex.backlog(handle).map(PostgresMessageSearch::time).orElse(null);
      Optional<Asked> asked = asked(handle, viewer, query);
      if (asked.isEmpty()) {
        return new Found(List.of(), Optional.empty(), 0, false, since);
      }
      String terms = asked.get().ever();
      UUID from = query.from() == null ? FIRST : first(query.from());
      UUID to = query.to() == null ? BEYOND : first(query.to());
      UUID before = after.filter(id -> id.compareTo(to) < 0).orElse(to);
      long expected = estimate(handle, terms, from, to);
      boolean much = expected > MOST_COUNTED;
      // One more than asked for tells whether there are more.
      List<UUID> ids =
          much
              ? newest(handle, asked.get(), from, before, limit + 1)
              : within(handle, terms, from, before, limit + 1);
      long total = much ? rounded(expected) : count(handle, terms, from, to);
      List<UUID> page = ids.subList(0, Math.min(limit, ids.size()));
      return new Found(
          hits(handle, page),
          ids.size() > limit ? Optional.of(page.getLast()) : Optional.empty(),
          total,
          much,
          since);
    });
  }

  /** How much the planner expects to be found. */
  private static long estimate(Handle handle, String terms, UUID from, UUID to) {
    String plan =
        bound(handle.createQuery("explain " + FOUND), terms, from, to).mapTo(String.class).first();
    Matcher rows = ROWS.matcher(plan);
    return rows.find() ? Long.parseLong(rows.group(1)) : 0;
  }

  /** With two digits that mean something. */
  private static long rounded(long estimate) {
    long unit = 1;
    while (estimate / unit >= 100) {
      unit *= 10;
    }
    return estimate / unit * unit;
  }

  private static long count(Handle handle, String terms, UUID from, UUID to) {
    return bound(handle.createQuery("select count(*) from (" + FOUND + ") f"), terms, from, to)
        .mapTo(long.class)
        .one();
  }

  /** The newest before an id. */
  private static List<UUID> within(Handle handle, String terms, UUID from, UUID before, int limit) {
    return bound(
            handle.createQuery(
                "with found as materialized ("
                    + FOUND
                    + ") select message_id from found order by message_id desc limit :limit"),
            terms,
            from,
            before)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** The same, out of the newest messages of each room if these have enough. */
  private static List<UUID> newest(Handle handle, Asked asked, UUID from, UUID before, int limit) {
    List<UUID> nearest = nearest(handle, asked.rooms(), from, before);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < nearest.size() && ids.size() < limit; i += STRETCH) {
      ids.addAll(
          handle
              .createQuery(
                  """
                  select message_id from chat.search_entries
                   where message_id = any(:ids) and terms @@ cast(:terms as tsquery) order by message_id desc limit :limit
                  """)
              .bindArray(
                  "ids",
                  UUID.class,
                  nearest.subList(i, Math.min(i + STRETCH, nearest.size())).toArray())
              .bind("terms", asked.rest())
              .bind("limit", limit - ids.size())
              .mapTo(UUID.class)
              .list());
    }
    return ids.size() < limit ? within(handle, asked.ever(), from, before, limit) : ids;
  }

  /**
   * The newest messages of rooms: all that there are after the oldest of them, the newest first.
   */
  private static List<UUID> nearest(Handle handle, List<UUID> rooms, UUID from, UUID before) {
    int each = Math.max(LEAST_OF_A_ROOM, NEAREST / rooms.size());
    List<UUID> ids = new ArrayList<>();
    // Of a room that has more, older ones are not known.
    List<UUID> oldest = new ArrayList<>();
    oldest.add(from);
    handle
        .createQuery(
            """
            select array(select m.id from chat.messages m where m.room_id = r.id and m.id < :before order by m.seq desc limit :each)
              from unnest(:rooms) as r (id)
            """)
        .bindArray("rooms", UUID.class, rooms.toArray())
        .bind("before", before)
        .bind("each", each)
        .map((row, context) -> List.of((UUID[]) row.getArray(1).getArray()))
        .forEach(newest -> {
          ids.addAll(newest);
          if (newest.size() == each) {
            oldest.add(first(time(Collections.min(newest, BY_TIME)).plus(OUT_OF_ORDER)));
          }
        });
    UUID reach = Collections.max(oldest, BY_TIME);
    return ids.stream()
        .filter(id -> BY_TIME.compare(id, reach) >= 0)
        .sorted(BY_TIME.reversed())
        .toList();
  }

  private static Query bound(Query query, String terms, UUID from, UUID to) {
    return query.bind("terms", terms).bind("from", from).bind("to", to);
  }

  private static List<Hit> hits(Handle handle, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Message> messages =
        Reactions.with(
            handle,
            handle
                .createQuery(
                    """
                    select %s from chat.messages m join chat.people p on p.user_id = m.sender_id %s
                     where m.id = any(:ids) and m.delete_time is null
                    """
                        .formatted(Rows.MESSAGE, Rows.REPLIES))
                .bindArray("ids", UUID.class, ids.toArray())
                .map((row, context) -> Rows.message(row))
                .list());
    Map<UUID, Message> previous = neighbours(handle, ids, "m.seq < c.seq", "desc");
    Map<UUID, Message> next = neighbours(handle, ids, "m.seq > c.seq", "asc");
    return messages.stream()
        .sorted(Comparator.comparing((Message message) -> ids.indexOf(message.id())))
        .map(message -> new Hit(message, previous.get(message.id()), next.get(message.id())))
        .toList();
  }

  /** Those among the room's messages; of a reply that is not there, those in its thread. */
  private static Map<UUID, Message> neighbours(
      Handle handle, List<UUID> ids, String where, String order) {
    Map<UUID, Message> neighbours = new HashMap<>();
    handle
        .createQuery(
            """
            select c.id as hit_id, %1$s
              from chat.messages c cross join lateral (
                     (select * from chat.messages m
                       where c.ordinal is not null and m.room_id = c.room_id and %2$s and m.delete_time is null and %3$s
                       order by m.seq %4$s limit 1)
                     union all
                     (select * from chat.messages m
                       where c.ordinal is null and m.thread_id = c.thread_id and %2$s and m.delete_time is null
                       order by m.seq %4$s limit 1)) m
              join chat.people p on p.user_id = m.sender_id %5$s
             where c.id = any(:ids)
            """
                .formatted(Rows.MESSAGE, where, Rows.IN_ROOM, order, Rows.REPLIES))
        .bindArray("ids", UUID.class, ids.toArray())
        .map((row, context) -> Map.entry(Rows.id(row, "hit_id"), Rows.message(row)))
        .forEach(entry -> neighbours.put(entry.getKey(), entry.getValue()));
    return neighbours;
  }

  /**
   * What a message's terms have to be.
   *
   * @param rooms in any of which it was said
   * @param rest what else; there is something
   */
  private record Asked(List<UUID> rooms, String rest) {
    String ever() {
      return anyOf(rooms.stream().map(SearchEntry::room)) + " & " + rest;
    }
  }

  /** Empty if there can be none. */
  private static Optional<Asked> asked(Handle handle, UUID viewer, SearchQuery query) {
    List<String> all = new ArrayList<>();
    List<UUID> rooms = rooms(handle, viewer, query.conditions());
    if (rooms.isEmpty()) {
      return Optional.empty();
    }
    all.addAll(senders(handle, viewer, query.conditions()));
    for (Condition condition : query.conditions()) {
      if (condition instanceof Condition.Marked marked) {
        all.add(not(marked.excluded(), SearchEntries.quoted(marked.mark().term())));
      }
    }
    long parts =
        query.phrases().stream().filter(phrase -> phrase.how() == SearchQuery.How.PART).count();
    int most = MOST_WORDS / (int) Math.max(1, parts);
    for (Phrase phrase : query.phrases()) {
      all.add(not(phrase.excluded(), phrase(handle, phrase, most)));
    }
    // A query that asks for a room alone asks for everything in it.
    String rest = all.isEmpty() ? "!" + NOTHING : String.join(" & ", all);
    return Optional.of(new Asked(rooms, rest));
  }

  private static String phrase(Handle handle, Phrase phrase, int most) {
    List<String> terms =
        phrase.terms().stream().map(term -> SearchEntries.quoted(term.text())).toList();
    return switch (phrase.how()) {
      case EXACT -> "(" + String.join(" <-> ", terms) + ")";
      case BEGINNING -> "(" + String.join(" <-> ", terms) + ":*)";
      case PART -> part(handle, phrase.terms().getFirst().text(), most);
    };
  }

  /** The words that have a part. */
  private static String part(Handle handle, String part, int most) {
    List<String> words =
        handle
            .createQuery(
                "select word from chat.search_words where word like '%' || :part || '%' limit :limit")
            .bind("part", part)
            .bind("limit", most + 1)
            .mapTo(String.class)
            .list();
    return words.size() > most ? SearchEntries.quoted(part) + ":*" : anyOf(words.stream());
  }

  private static String not(boolean excluded, String terms) {
    return excluded ? "!" + terms : terms;
  }

  private static String anyOf(Stream<String> terms) {
    String any = terms.map(SearchEntries::quoted).collect(Collectors.joining(" | "));
    return any.isEmpty() ? NOTHING : "(" + any + ")";
  }

  /** Those of the viewer's rooms that are meant. */
  private static List<UUID> rooms(Handle handle, UUID viewer, List<Condition> conditions) {
    List<Condition.In> asked =
        conditions.stream()
            .filter(Condition.In.class::isInstance)
            .map(Condition.In.class::cast)
            .toList();
    List<String> wanted =
        asked.stream().filter(in -> !in.excluded()).map(Condition.In::room).toList();
    List<String> unwanted =
        asked.stream().filter(Condition.In::excluded).map(Condition.In::room).toList();
    return handle
        .createQuery(
            """
            select v.room_id
              from chat.members v join chat.rooms r on r.id = v.room_id
              cross join lateral (select array[r.id::text, lower(r.name)] || array(
                select '@' || p.username from chat.members o join chat.people p using (user_id)
                 where r.kind = 'DIRECT' and :named and o.room_id = r.id and (o.user_id <> :viewer or r.member_count = 1)) as names) n
             where v.user_id = :viewer
               and (:all or n.names && array(select lower(w) from unnest(:wanted) w))
               and not n.names && array(select lower(u) from unnest(:unwanted) u)
            """)
        .bind("viewer", viewer)
        .bind("named", !asked.isEmpty())
        .bind("all", wanted.isEmpty())
        .bindArray("wanted", String.class, wanted.toArray())
        .bindArray("unwanted", String.class, unwanted.toArray())
        .mapTo(UUID.class)
        .list();
  }

  /** By whom it has to be said, or not. */
  private static List<String> senders(Handle handle, UUID viewer, List<Condition> conditions) {
    List<String> wanted = names(conditions, false);
    if (!wanted.isEmpty()) {
      List<String> terms = new ArrayList<>(excluded(ids(handle, viewer, names(conditions, true))));
      terms.add(anyOf(ids(handle, viewer, wanted).stream().map(SearchEntry::sender)));
      return terms;
    }
    // Unless they are asked for, nothing is found of whom one does not want to hear from.
    return excluded(
        Stream.concat(
                ids(handle, viewer, names(conditions, true)).stream(),
                PostgresBlocks.blocked(handle, viewer).stream())
            .toList());
  }

  private static List<String> excluded(List<UUID> people) {
    return people.isEmpty()
        ? List.of()
        : List.of("!" + anyOf(people.stream().map(SearchEntry::sender)));
  }

  private static List<String> names(List<Condition> conditions, boolean excluded) {
    return conditions.stream()
        .filter(Condition.From.class::isInstance)
        .map(Condition.From.class::cast)
        .filter(from -> from.excluded() == excluded)
        .map(Condition.From::username)
        .toList();
  }

  private static List<UUID> ids(Handle handle, UUID viewer, List<String> names) {
    return names.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "select user_id from chat.people where username = any(:names) or ('me' = any(:names) and user_id = :viewer)")
            .bindArray("names", String.class, names.toArray())
            .bind("viewer", viewer)
            .mapTo(UUID.class)
            .list();
  }

  /** The least id that a message of this moment can have. */
  private static UUID first(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  /**
   * When a message with this id was said; of what comes after all, the last moment of the year
   * 9999.
   */
  private static Instant time(UUID id) {
    return Instant.ofEpochMilli(Math.min(id.getMostSignificantBits() >>> 16, 253_402_300_799_999L));
  }
}
