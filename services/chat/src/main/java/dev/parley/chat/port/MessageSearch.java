package dev.parley.chat.port;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SearchQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks for messages in a person's rooms. */
public interface MessageSearch {
  /**
   * A message that was found.
   *
   * @param previous what was said before it, if anything
   * @param next what was said after it, if anything
   */
  record Hit(Message message, @Nullable Message previous, @Nullable Message next) {}

  /**
   * A page of what was found, the newest first.
   *
   * @param next after which message the next page goes on; empty on the last
   * @param total on all pages
   * @param estimated whether there are so many that they were not counted
   * @param indexedSince what was said before this cannot be found yet; null if everything can
   */
  record Found(
      List<Hit> hits,
      Optional<UUID> next,
      long total,
      boolean estimated,
      @Nullable Instant indexedSince) {}

  /**
   * Looks.
   *
   * @param viewer whose rooms
   * @param after the last message of the page before
   */
  Found find(UUID viewer, SearchQuery query, Optional<UUID> after, int limit);
}
