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
  private static final int MOST_WORDS = 1_000;

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
  private static final int NEAREST = 3_000;

  /** Asked at once. */
  private static final int STRETCH = 500;

  private static final String FOUND =
      """
      select message_id from chat.search_entries
       where terms @@ cast(:terms as tsquery) and message_id >= :from and message_id < :to
      """;

  private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

  private static final UUID FIRST = new UUID(0, 0);

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

  /** The same, out of the newest messages of the rooms if these have enough. */
  private static List<UUID> newest(Handle handle, Asked asked, UUID from, UUID before, int limit) {
    NewestMessages newest = new NewestMessages(handle, asked.rooms(), before);
    List<UUID> ids = new ArrayList<>();
    int examined = 0;
    while (examined < NEAREST && ids.size() < limit && isWorthwhile(ids.size(), examined, limit)) {
      List<UUID> stretch = newest.next(STRETCH);
      ids.addAll(asked.fitting(handle, stretch, from, limit - ids.size()));
      if (newest.isAtEnd()) {
        return ids;
      }
      if (stretch.size() < STRETCH) {
        break;
      }
      examined += STRETCH;
    }
    return ids.size() < limit ? within(handle, asked.ever(), from, before, limit) : ids;
  }

  /** Whether a page will be full in time if more fit as often as so far. */
  private static boolean isWorthwhile(int found, int examined, int wanted) {
    return examined < 2 * STRETCH || (long) found * NEAREST >= (long) wanted * examined;
  }

  private static Query bound(Query query, String terms, UUID from, UUID to) {
    return query.bind("terms", terms).bind("from", from).bind("to", to);
  }

  private static List<Hit> hits(Handle handle, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Message> messages =
        MessageDetails.with(
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
   * @param all what else, as queries; there is at least one
   * @param parts those of them that are any of the words with a part, by that part
   */
  private record Asked(List<UUID> rooms, List<String> all, Map<String, Phrase> parts) {
    String ever() {
      return anyOf(rooms.stream().map(SearchEntry::room)) + " & " + String.join(" & ", all);
    }

    /**
     * Those of the newest messages that fit. Words of one message are held against a part sooner
     * than against all words that have it.
     */
    List<UUID> fitting(Handle handle, List<UUID> ids, UUID from, int limit) {
      List<String> whole = all.stream().filter(query -> !parts.containsKey(query)).toList();
      List<Phrase> held = List.copyOf(parts.values());
      StringBuilder sql =
          new StringBuilder(
              "select message_id from chat.search_entries where message_id = any(:ids) and message_id >= :from");
      if (!whole.isEmpty()) {
        sql.append(" and terms @@ cast(:terms as tsquery)");
      }
      for (int i = 0; i < held.size(); i++) {
        sql.append(held.get(i).excluded() ? " and not " : " and ")
            .append(
                """
                exists (select from unnest(tsvector_to_array(terms)) t (word)
                         where word like '%' || :part\
                """)
            .append(i)
            .append(" || '%' and word not like '=%' and length(word) <= ")
            .append(Phrase.LONGEST_WITH_PARTS)
            .append(")");
      }
      Query query =
          handle
              .createQuery(sql.append(" order by message_id desc limit :limit").toString())
              .bindArray("ids", UUID.class, ids.toArray())
              .bind("from", from)
              .bind("terms", String.join(" & ", whole))
              .bind("limit", limit);
      for (int i = 0; i < held.size(); i++) {
        query.bind("part" + i, held.get(i).terms().getFirst().text());
      }
      return query.mapTo(UUID.class).list();
    }
  }

  /** Empty if there can be none. */
  private static Optional<Asked> asked(Handle handle, UUID viewer, SearchQuery query) {
    List<UUID> rooms = rooms(handle, viewer, query.conditions());
    if (rooms.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(senders(handle, viewer, query.conditions()));
    for (Condition condition : query.conditions()) {
      if (condition instanceof Condition.Marked marked) {
        all.add(not(marked.excluded(), SearchEntries.quoted(marked.mark().term())));
      }
    }
    Map<String, Phrase> parts = new HashMap<>();
    long wanted =
        query.phrases().stream().filter(phrase -> phrase.how() == SearchQuery.How.PART).count();
    int most = MOST_WORDS / (int) Math.max(1, wanted);
    for (Phrase phrase : query.phrases()) {
      List<String> words =
          phrase.how() == SearchQuery.How.PART ? withPart(handle, phrase, most + 1) : List.of();
      String terms = not(phrase.excluded(), phrase(phrase, words, most));
      all.add(terms);
      if (!words.isEmpty() && words.size() <= most) {
        parts.put(terms, phrase);
      }
    }
    if (all.isEmpty()) {
      // Who names a room alone asks for everything in it.
      all.add("!" + NOTHING);
    }
    return Optional.of(new Asked(rooms, all, parts));
  }

  private static String phrase(Phrase phrase, List<String> words, int most) {
    List<String> terms =
        phrase.terms().stream().map(term -> SearchEntries.quoted(term.text())).toList();
    return switch (phrase.how()) {
      case EXACT -> "(" + String.join(" <-> ", terms) + ")";
      case BEGINNING -> "(" + String.join(" <-> ", terms) + ":*)";
      case PART -> words.size() > most ? terms.getFirst() + ":*" : anyOf(words.stream());
    };
  }

  private static List<String> withPart(Handle handle, Phrase phrase, int limit) {
    return handle
        .createQuery(
            "select word from chat.search_words where word like '%' || :part || '%' limit :limit")
        .bind("part", phrase.terms().getFirst().text())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
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
