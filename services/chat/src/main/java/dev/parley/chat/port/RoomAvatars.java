package dev.parley.chat.port;

import dev.parley.platform.pictures.Picture;
import java.util.Optional;
import java.util.UUID;

/** Pictures of rooms, at most one of each. {@link RoomChanges#show} replaces them. */
public interface RoomAvatars {
  /** The picture that a room shows, if it is this version of it. */
  Optional<Picture> find(UUID roomId, String version);
}
