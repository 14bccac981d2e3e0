package dev.parley.chat.port;

import dev.parley.chat.domain.RoomPreferences;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** How members have arranged their rooms. Changes are announced once they are durable. */
public interface RoomPreferenceRepository {
  /**
   * Changes how a room is arranged for one member; what is so already tells nobody anything.
   *
   * @return as it is now; empty if there is no such room, or the person is not in it
   */
  Optional<RoomPreferences> change(
      UUID roomId, UUID userId, Instant time, UnaryOperator<RoomPreferences> change);
}
