package dev.parley.chat.domain;

/**
 * What a person prefers.
 *
 * @param readReceipts whether others are told how far they have read, and they of others
 * @param linkPreviews whether they are shown previews of pages
 */
public record Preferences(boolean readReceipts, boolean linkPreviews) {
  /** Of whoever has said nothing else. */
  public static final Preferences DEFAULT = new Preferences(true, true);
}
