package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SearchEntry;
import dev.parley.chat.domain.SearchQuery;
import dev.parley.chat.domain.SearchQuery.Condition;
import dev.parley.chat.domain.SearchQuery.Phrase;
import dev.parley.chat.port.MessageSearch;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Search in PostgreSQL: one {@code tsquery} of the marks of the viewer's rooms and of what they
 * look for, which GIN answers beginning with whatever is rarest. Ids are by time, so the newest are
 * those with the greatest.
 */
public final class PostgresMessageSearch implements MessageSearch {
  /** Of a part of a word that more words have, those are found that begin with it. */
  private static final int MOST_WORDS = 2_000;

  /** Stands for what nobody has said: it is in no entry. */
  private static final String NOTHING = "'=nothing'";

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID BEYOND = new UUID(-1, -1);

  private final Database database;

  public PostgresMessageSearch(Database database) {
    this.database = database;
  }

  @Override
  public Found find(UUID viewer, SearchQuery query, Optional<UUID> after, int limit) {
    return database.readSnapshot(handle -> {
      // Of a query that is answered within milliseconds, compiling it would take most of the time.
      handle.execute("set local jit = off");
      Instant since =
          PostgresSearchIndex.backlog(handle).map(PostgresMessageSearch::time).orElse(null);
      Optional<String> terms = terms(handle, viewer, query);
      return terms.isPresent()
          ? find(handle, terms.get(), query, after, limit, since)
          : new Found(List.of(), Optional.empty(), 0, since);
    });
  }

  private static Found find(
      Handle handle,
      String terms,
      SearchQuery query,
      Optional<UUID> after,
      int limit,
      @Nullable Instant since) {
    record Page(long total, List<UUID> ids) {}
    Page page =
        handle
            .createQuery(
                """
                with found as materialized (
                  select message_id from chat.search_entries
                   where terms @@ cast(:terms as tsquery) and message_id >= :from and message_id < :to)
                select (select count(*) from found) as total,
                       array(select message_id from found where message_id < :after
                              order by message_id desc limit :limit) as ids
                """)
            .bind("terms", terms)
            .bind("from", query.from() == null ? FIRST : first(query.from()))
            .bind("to", query.to() == null ? BEYOND : first(query.to()))
            .bind("after", after.orElse(BEYOND))
            // One more than asked for tells whether there are more.
            .bind("limit", limit + 1)
            .map((row, context) ->
                new Page(row.getLong("total"), List.of((UUID[]) row.getArray("ids").getArray())))
            .one();
    List<UUID> ids = page.ids().subList(0, Math.min(limit, page.ids().size()));
    boolean more = page.ids().size() > limit;
    return new Found(
        hits(handle, ids),
        more ? Optional.of(ids.getLast()) : Optional.empty(),
        page.total(),
        since);
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
                    select %s from chat.messages m join chat.people p on p.user_id = m.sender_id
                     where m.id = any(:ids) and m.delete_time is null
                    """
                        .formatted(Rows.MESSAGE))
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

  private static Map<UUID, Message> neighbours(
      Handle handle, List<UUID> ids, String where, String order) {
    Map<UUID, Message> neighbours = new HashMap<>();
    handle
        .createQuery(
            """
            select c.id as hit_id, n.*
              from chat.messages c cross join lateral (
                     select %s from chat.messages m join chat.people p on p.user_id = m.sender_id
                      where m.room_id = c.room_id and %s and m.delete_time is null
                      order by m.seq %s limit 1) n
             where c.id = any(:ids)
            """
                .formatted(Rows.MESSAGE, where, order))
        .bindArray("ids", UUID.class, ids.toArray())
        .map((row, context) -> Map.entry(Rows.id(row, "hit_id"), Rows.message(row)))
        .forEach(entry -> neighbours.put(entry.getKey(), entry.getValue()));
    return neighbours;
  }

  /** What a message's terms have to be; empty if none can be. */
  private static Optional<String> terms(Handle handle, UUID viewer, SearchQuery query) {
    List<String> all = new ArrayList<>();
    List<UUID> rooms = rooms(handle, viewer, query.conditions());
    if (rooms.isEmpty()) {
      return Optional.empty();
    }
    all.add(anyOf(rooms.stream().map(SearchEntry::room)));
    all.addAll(senders(handle, viewer, query.conditions()));
    for (Condition condition : query.conditions()) {
      if (condition instanceof Condition.Marked marked) {
        all.add(not(marked.excluded(), SearchEntries.quoted(marked.mark().term())));
      }
    }
    for (Phrase phrase : query.phrases()) {
      all.add(not(phrase.excluded(), phrase(handle, phrase)));
    }
    return Optional.of(String.join(" & ", all));
  }

  private static String phrase(Handle handle, Phrase phrase) {
    List<String> terms =
        phrase.terms().stream().map(term -> SearchEntries.quoted(term.text())).toList();
    return switch (phrase.how()) {
      case EXACT -> "(" + String.join(" <-> ", terms) + ")";
      case BEGINNING -> "(" + String.join(" <-> ", terms) + ":*)";
      case PART -> part(handle, phrase.terms().getFirst().text());
    };
  }

  /** The words that have a part. */
  private static String part(Handle handle, String part) {
    List<String> words =
        handle
            .createQuery(
                "select word from chat.search_words where word like '%' || :part || '%' limit :limit")
            .bind("part", part)
            .bind("limit", MOST_WORDS + 1)
            .mapTo(String.class)
            .list();
    return words.size() > MOST_WORDS ? SearchEntries.quoted(part) + ":*" : anyOf(words.stream());
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
