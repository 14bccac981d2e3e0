package dev.parley.chat.port;

/**
 * What can be found, made of the rooms' logs. Of several processes that call at once, one does
 * something.
 */
public interface SearchIndex {
  /**
   * Takes in what has happened since, in the order of commits.
   *
   * @param limit events, at most
   * @return how many events there were
   */
  int follow(int limit);

  /**
   * Takes in messages from before there was an index, the newest first.
   *
   * @param limit messages, at most
   * @return how many there were
   */
  int catchUp(int limit);

  /**
   * Lets go of words that no message has any more.
   *
   * @param limit words to look at, at most
   * @return how many it looked at
   */
  int tidy(int limit);
}
