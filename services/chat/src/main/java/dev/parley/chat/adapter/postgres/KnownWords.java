package dev.parley.chat.adapter.postgres;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Words that are known to be in {@code chat.search_words}, so that most need not be written again.
 * Any node may take words away; each time, the list has a new version, and nothing is known any
 * more. For whoever writes entries alone.
 */
final class KnownWords {
  /** Some 3 MB; in most languages nine of ten words that are said are among as many. */
  private static final int MOST = 20_000;

  private final Map<String, Boolean> words =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };
  private long version = -1;

  /** The list of words has this version now. */
  void at(long now) {
    if (now != version) {
      words.clear();
      version = now;
    }
  }

  boolean has(String word) {
    return words.get(word) != null;
  }

  /** These are there, unless the transaction fails. */
  void add(Collection<String> written) {
    written.forEach(word -> words.put(word, true));
  }

  /** What was added may not have been written. */
  void forget() {
    words.clear();
  }
}
