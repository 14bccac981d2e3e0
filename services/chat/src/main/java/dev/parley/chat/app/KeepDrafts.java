package dev.parley.chat.app;

import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import dev.parley.chat.port.Drafts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what one has begun to write oneself, for all of one's devices. Members do. */
public final class KeepDrafts {
  /** Most drafts that are listed. */
  private static final int MOST = 500;

  private final Drafts drafts;
  private final Clock clock;

  public KeepDrafts(Drafts drafts, Clock clock) {
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * Keeps it, or nothing if it is empty.
   *
   * @return empty to who is no member, and where there is no such thread
   */
  public Optional<KeptDraft> put(Place place, UUID userId, String text) {
    return drafts.put(place, userId, text, clock.instant());
  }

  /** One's own, the latest first. */
  public List<KeptDraft> of(UUID userId) {
    return drafts.of(userId, MOST);
  }
}
