package dev.parley.chat.port;

import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far members have read and received. Changes are announced once they are durable. */
public interface ReadPositions {
  /** Moves it on to the last message at or before {@code seq}; empty if they are no member. */
  Optional<ReadPosition> read(UUID roomId, UUID userId, long seq, Instant time);

  /** Moves it back to the last message before {@code seq}; empty if they are no member. */
  Optional<ReadPosition> unread(UUID roomId, UUID userId, long seq, Instant time);

  /** Notes what a device has received; false if they are no member. */
  boolean delivered(UUID roomId, UUID userId, long seq);

  /** One for each member; none in rooms of more than {@link Receipt#MAX_MEMBERS}. */
  List<Receipt> receipts(UUID roomId, UUID viewer);
}
