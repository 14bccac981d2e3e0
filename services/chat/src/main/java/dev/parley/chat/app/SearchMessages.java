package dev.parley.chat.app;

import dev.parley.chat.domain.SearchQuery;
import dev.parley.chat.domain.SearchQueryText;
import dev.parley.chat.port.MessageSearch;
import dev.parley.chat.port.MessageSearch.Found;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Finds messages. Everybody finds what was said in the rooms that they are in. */
public final class SearchMessages {
  private final MessageSearch search;
  private final Clock clock;

  public SearchMessages(MessageSearch search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** This was found. */
    record Done(SearchQuery query, Found found) implements Result {}

    /** That cannot be looked for. */
    record Unfit(String expected) implements Result {}
  }

  /**
   * Looks for what somebody wrote.
   *
   * @param zone in whose days dates count
   * @param after the last message of the page before
   */
  public Result search(UUID viewer, String text, ZoneId zone, Optional<UUID> after, int limit) {
    return switch (SearchQueryText.read(text, zone, clock.instant())) {
      case SearchQueryText.Result.Asked asked ->
          new Result.Done(asked.query(), search.find(viewer, asked.query(), after, limit));
      case SearchQueryText.Result.Unfit unfit -> new Result.Unfit(unfit.expected());
    };
  }
}
