package dev.parley.chat.app;

import dev.parley.chat.port.SearchIndex;

/** Keeps what can be found in step with what was said. */
public final class IndexMessages {
  /** Of what comes at once, so that one transaction stays short. */
  private static final int AT_ONCE = 500;

  private static final int WORDS_AT_ONCE = 20;

  private final SearchIndex index;

  public IndexMessages(SearchIndex index) {
    this.index = index;
  }

  /**
   * Takes in some of what is new; where nothing is, some of what is old.
   *
   * @return whether there may be more to do at once
   */
  public boolean step() {
    int followed = index.follow(AT_ONCE);
    return followed == AT_ONCE
        || (followed == 0 && (index.catchUp(AT_ONCE) > 0 || index.tidy(WORDS_AT_ONCE) > 0));
  }
}
