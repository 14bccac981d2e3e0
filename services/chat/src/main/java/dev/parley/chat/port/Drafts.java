package dev.parley.chat.port;

import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people have begun to write. Changes are announced once they are durable. */
public interface Drafts {
  /** What came of keeping one. */
  sealed interface Outcome {
    /** So it is now. */
    record Kept(KeptDraft draft) implements Outcome {}

    /** There is no such room or thread, or the person is not in it. */
    record NotThere() implements Outcome {}

    /** They have {@link KeptDraft#MOST} in other places. */
    record TooMany() implements Outcome {}
  }

  /**
   * Keeps what a member has begun to write, or nothing if that is empty; what is so already tells
   * nobody anything.
   */
  Outcome put(Place place, UUID userId, String text, Instant time);

  /** Those of a person in the rooms that they are in, the latest first. */
  List<KeptDraft> of(UUID userId, int limit);
}
