package dev.parley.chat.port;

import java.time.Instant;

/** The far end of the logs. */
public interface LogRetention {
  /**
   * Deletes old changes from the beginnings of logs.
   *
   * @param before a change goes only if it, or a later one of its log, is older than this
   * @param atOnce how many of the oldest changes are looked at, at most
   * @return how many went; 0 when there is nothing left to do
   */
  long forget(Instant before, int atOnce);
}
