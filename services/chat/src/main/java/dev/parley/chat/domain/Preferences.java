package dev.parley.chat.domain;

/**
 * What a person prefers.
 *
 * @param readReceipts whether others are told how far they have read, and they of others
 */
public record Preferences(boolean readReceipts) {
  /** Of whoever has said nothing else. */
  public static final Preferences DEFAULT = new Preferences(true);
}
