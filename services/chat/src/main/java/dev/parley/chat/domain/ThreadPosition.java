package dev.parley.chat.domain;

import java.util.UUID;

/**
 * What a thread is to somebody.
 *
 * @param threadId of the message that began it
 * @param read how far they have read its replies, by their ordinals in the thread
 */
public record ThreadPosition(UUID threadId, boolean following, ReadPosition read) {
  /** Of who has nothing to do with it. */
  public static ThreadPosition none(UUID roomId, UUID threadId) {
    return new ThreadPosition(threadId, false, new ReadPosition(roomId, 0, 0, 0, 0, 0, 0));
  }
}
