package dev.parley.chat.app;

import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import dev.parley.chat.port.Drafts;
import dev.parley.chat.port.Drafts.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Keeps what one has begun to write oneself, for all of one's devices. Members do. */
public final class KeepDrafts {
  private final Drafts drafts;
  private final Clock clock;

  public KeepDrafts(Drafts drafts, Clock clock) {
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * Keeps it, or nothing if it is empty. To who is no member, and where there is no such thread, it
   * is not there.
   */
  public Outcome put(Place place, UUID userId, String text) {
    return drafts.put(place, userId, text, clock.instant());
  }

  /** One's own, the latest first. */
  public List<KeptDraft> of(UUID userId) {
    return drafts.of(userId, KeptDraft.MOST);
  }
}
