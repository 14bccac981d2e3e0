package dev.parley.chat.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message wants of its readers, and what came of it.
 *
 * @param acknowledgements who has acknowledged it; null if nobody is asked to
 */
public record Attention(Priority priority, @Nullable Acknowledgements acknowledgements) {
  /** How urgent something is. */
  public enum Priority {
    /** As anything else. */
    STANDARD,
    IMPORTANT,
    URGENT
  }

  /**
   * Those who have acknowledged a message.
   *
   * @param userIds the first {@value #MOST_NAMED} of them, in the order in which they did
   */
  public record Acknowledgements(long count, List<UUID> userIds) {
    /** Most people who are named. */
    public static final int MOST_NAMED = 50;

    /** Nobody. */
    public static final Acknowledgements NONE = new Acknowledgements(0, List.of());
  }

  /** Of something to say; null if it wants nothing in particular. */
  public static @Nullable Attention asked(Priority priority, boolean acknowledge) {
    return priority == Priority.STANDARD && !acknowledge
        ? null
        : new Attention(priority, acknowledge ? Acknowledgements.NONE : null);
  }

  /** The same, acknowledged by these. */
  public Attention by(Acknowledgements people) {
    return new Attention(priority, people);
  }
}
