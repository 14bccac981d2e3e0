package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SearchEntry;
import dev.parley.chat.domain.SearchQuery.Phrase;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes and takes away what can be found of messages. */
final class SearchEntries {
  private SearchEntries() {}

  /** Makes messages ready to be found as they are; what is deleted is found no longer. */
  static void take(Handle handle, Collection<Message> messages, KnownWords known) {
    UUID[] gone = messages.stream().filter(Message::deleted).map(Message::id).toArray(UUID[]::new);
    if (gone.length > 0) {
      forget(handle, gone);
    }
    List<SearchEntry> entries =
        messages.stream().filter(message -> !message.deleted()).map(SearchEntry::of).toList();
    if (entries.isEmpty()) {
      return;
    }
    TreeSet<String> words = new TreeSet<>();
    for (SearchEntry entry : entries) {
      entry.terms().keySet().stream().filter(Phrase::hasParts).forEach(words::add);
    }
    words.removeIf(word -> isMark(word) || known.has(word));
    if (!words.isEmpty()) {
      handle
          .createUpdate(
              "insert into chat.search_words (word) select unnest(:words) on conflict do nothing")
          .bindArray("words", String.class, words.toArray())
          .execute();
      known.add(words);
    }
    handle
        .createUpdate(
            """
            insert into chat.search_entries (message_id, terms)
            select e.id, e.terms::tsvector from unnest(:ids, :terms) as e (id, terms)
            on conflict (message_id) do update set terms = excluded.terms
            """)
        .bindArray("ids", UUID.class, entries.stream().map(SearchEntry::messageId).toArray())
        .bindArray("terms", String.class, entries.stream().map(SearchEntries::column).toArray())
        .execute();
  }

  /** Nothing is found of these any more. Their words are looked at later: others may have them. */
  static void forget(Handle handle, UUID... messageIds) {
    handle
        .createUpdate(
            """
            with gone as (delete from chat.search_entries where message_id = any(:ids) returning terms)
            insert into chat.search_words_in_doubt (word)
            select distinct t.lexeme from gone, unnest(gone.terms) as t where t.lexeme not like '=%' order by 1
            on conflict do nothing
            """)
        .bindArray("ids", UUID.class, (Object[]) messageIds)
        .execute();
  }

  /** As PostgreSQL writes a {@code tsvector}. */
  private static String column(SearchEntry entry) {
    return entry.terms().entrySet().stream()
        .map(term ->
            quoted(term.getKey())
                + (term.getValue().isEmpty()
                    ? ""
                    : term.getValue().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", ":", ""))))
        .collect(Collectors.joining(" "));
  }

  /** A term as it stands in a {@code tsvector} or {@code tsquery}; there is no quote in any. */
  static String quoted(String term) {
    return "'" + term + "'";
  }

  private static boolean isMark(String term) {
    return term.charAt(0) == '=';
  }
}
