package dev.parley.chat.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something said in a room, as it stands now.
 *
 * @param seq its position in the room's log
 * @param ordinal its number among the room's messages: 1, 2, 3; 0 if it was said in a thread alone
 * @param text empty once it is deleted
 * @param clientId the sender's own key for it
 * @param thread where it stands in a thread; null if it is no reply
 * @param expireTime when it disappears; null if it stays. Of a tombstone, when it did: nobody is
 *     shown such a tombstone
 * @param poll what it asks; null if nothing
 * @param attention what it wants of its readers; null if nothing in particular
 */
public record Message(
    UUID id,
    UUID roomId,
    long seq,
    long ordinal,
    Person sender,
    String text,
    Mentions mentions,
    UUID clientId,
    Instant createTime,
    @Nullable InThread thread,
    @Nullable Instant expireTime,
    @Nullable Poll poll,
    @Nullable Attention attention,
    Since since) {

  /**
   * Where a reply stands.
   *
   * @param id of the message that began the thread
   * @param seq position of that message
   * @param ordinal the reply's number among the replies: 1, 2, 3
   */
  public record InThread(UUID id, long seq, long ordinal) {}

  /**
   * What became of a message after it was said.
   *
   * @param seq position of the newest event about it that is taken into account; the message's own
   *     while nothing has changed
   * @param editTime when its text was last changed
   * @param deleted what is left of it is a tombstone, without anything else
   * @param reactions at most {@link Reaction#MOST_EMOJI}, the emoji that was there first first
   * @param pinTime when it was pinned; null if it is not
   * @param replies to it
   * @param previews of pages that it links to, in the order of its links
   */
  public record Since(
      long seq,
      @Nullable Instant editTime,
      int editCount,
      boolean deleted,
      List<Reaction> reactions,
      @Nullable Instant pinTime,
      Replies replies,
      List<LinkPreview> previews) {
    /** Nothing. */
    public static Since nothing(long seq) {
      return new Since(seq, null, 0, false, List.of(), null, Replies.NONE, List.of());
    }

    private Since with(
        long at, List<Reaction> reacted, @Nullable Instant pinned, List<LinkPreview> shown) {
      return new Since(at, editTime, editCount, deleted, reacted, pinned, replies, shown);
    }
  }

  /** Whether it stands among the room's messages. */
  public boolean isInRoom() {
    return thread == null || ordinal > 0;
  }

  /** Whether it is a tombstone that is shown to nobody, as it has no replies that are. */
  public boolean disappeared() {
    return deleted() && expireTime != null && since.replies().count() == 0;
  }

  /** Whether what it said is gone. */
  public boolean deleted() {
    return since.deleted();
  }

  /** The same with these reactions. */
  public Message with(List<Reaction> reactions) {
    return reactions.isEmpty() && since.reactions().isEmpty()
        ? this
        : with(since.with(since.seq(), reactions, since.pinTime(), since.previews()));
  }

  /** The same, asking this. */
  public Message asking(Poll other) {
    return with(text, mentions, expireTime, other, attention, since);
  }

  /** The same, wanting this of its readers. */
  public Message wanting(Attention other) {
    return with(text, mentions, expireTime, poll, other, since);
  }

  /** The same with these previews. */
  public Message previewing(List<LinkPreview> previews) {
    return with(since.with(since.seq(), since.reactions(), since.pinTime(), previews));
  }

  /** The same, pinned since then; or not pinned, if that is null. */
  public Message pinned(@Nullable Instant pinTime, long at) {
    return with(since.with(at, since.reactions(), pinTime, since.previews()));
  }

  /** The same, with something else having become of it. */
  public Message with(Since changed) {
    return with(text, mentions, expireTime, poll, attention, changed);
  }

  /** With another text. */
  public Message edited(String to, Mentions named, long at, Instant time) {
    Since changed =
        new Since(
            at,
            time,
            since.editCount() + 1,
            false,
            since.reactions(),
            since.pinTime(),
            since.replies(),
            since.previews());
    return with(to, named, expireTime, poll, attention, changed);
  }

  /**
   * What is left of it once it is deleted.
   *
   * @param gone when it disappeared; null if somebody has deleted it
   */
  public Message tombstone(long at, @Nullable Instant gone) {
    Since changed = new Since(at, null, 0, true, List.of(), null, since.replies(), List.of());
    return with("", Mentions.NONE, gone, null, null, changed);
  }

  /** What never changes of it, with all that may. */
  private Message with(
      String said,
      Mentions named,
      @Nullable Instant expires,
      @Nullable Poll asks,
      @Nullable Attention wants,
      Since changed) {
    return new Message(
        id,
        roomId,
        seq,
        ordinal,
        sender,
        said,
        named,
        clientId,
        createTime,
        thread,
        expires,
        asks,
        wants,
        changed);
  }
}
