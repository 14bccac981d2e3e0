package dev.parley.chat.port;

import dev.parley.chat.domain.Recurrence;
import java.time.Instant;
import java.util.Optional;

/** When something comes again. */
public interface Calendar {
  /** The first such time after another; empty if there is none, or the expression is none. */
  Optional<Instant> next(Recurrence recurrence, Instant after);
}
