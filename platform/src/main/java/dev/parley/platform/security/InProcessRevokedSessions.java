package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What this process has heard ({@link SessionEnds}), in its memory. */
public final class InProcessRevokedSessions implements RevokedSessions {
  /** A session costs about a hundred bytes. */
  private static final int MAX_SESSIONS = 1_000_000;

  /**
   * Whether a session counts is asked of the wall clock, as its tokens are. It is kept for longer,
   * by a clock that nobody sets: a wall clock that goes ahead for a while and is set back must not
   * bring a dead token to life.
   */
  private static final Duration KEPT = Duration.ofHours(24);

  private final Clock clock;
  private final Cache<UUID, Instant> ends;
  private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

  /** Remembers by this clock. */
  public InProcessRevokedSessions(Clock clock) {
    this.clock = clock;
    this.ends = Caffeine.newBuilder().maximumSize(MAX_SESSIONS).expireAfterWrite(KEPT).build();
  }

  @Override
  public void add(UUID session, Instant endTime) {
    if (endTime.plus(MEMORY).isAfter(clock.instant())
        && ends.asMap().putIfAbsent(session, endTime) == null) {
      listeners.forEach(listener -> listener.accept(session));
    }
  }

  @Override
  public boolean contains(UUID session) {
    Instant end = ends.getIfPresent(session);
    return end != null && end.plus(MEMORY).isAfter(clock.instant());
  }

  @Override
  public void whenAdded(Consumer<UUID> listener) {
    listeners.add(listener);
  }
}
