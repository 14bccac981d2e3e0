package dev.parley.chat.app;

import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.Moderation;
import dev.parley.chat.port.RoomDirectory;
import dev.parley.chat.port.RoomDirectory.Search;
import dev.parley.chat.port.RoomRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at rooms and their members. A private room does not exist for those who are not in it, nor
 * does any room for guests who are not in it.
 */
public final class FindRooms {
  private static final int MOST_SHARED = 200;

  private final RoomRepository rooms;
  private final RoomDirectory directory;
  private final Members members;
  private final Acquaintances acquaintances;
  private final Moderation moderation;
  private final Clock clock;

  public FindRooms(
      RoomRepository rooms,
      RoomDirectory directory,
      Members members,
      Acquaintances acquaintances,
      Moderation moderation,
      Clock clock) {
    this.rooms = rooms;
    this.directory = directory;
    this.members = members;
    this.acquaintances = acquaintances;
    this.moderation = moderation;
    this.clock = clock;
  }

  /** One room, or empty if the viewer may not know of it. */
  public Optional<Room> get(UUID roomId, UUID viewer) {
    return rooms.find(roomId, viewer).filter(Room::isVisible);
  }

  /** What keeps the viewer from joining a room, if they are banned from it. */
  public Optional<Ban> ban(UUID roomId, UUID viewer) {
    return moderation.find(roomId, viewer, clock.instant());
  }

  /** The viewer's rooms. */
  public Page<Room> mine(UUID viewer, Optional<Page.Mark> from, int limit) {
    return rooms.list(viewer, from, limit);
  }

  /**
   * Public rooms whose name or topic contains what is searched for; empty for guests, who find
   * none.
   */
  public Optional<Page<Room>> discover(
      UUID viewer, Search search, Optional<Page.Mark> from, int limit) {
    Search stripped = new Search(search.query().strip(), search.sort(), search.archived());
    return acquaintances.isGuest(viewer)
        ? Optional.empty()
        : Optional.of(directory.discover(viewer, stripped, from, limit));
  }

  /** The rooms that the viewer and somebody else are both in, those joined last first. */
  public List<UUID> shared(UUID viewer, UUID other) {
    return rooms.shared(viewer, other, MOST_SHARED);
  }

  /** Members of a room, or empty if the viewer may not know of it. */
  public Optional<Members.Listing> members(UUID roomId, UUID viewer, Members.Wanted wanted) {
    return get(roomId, viewer).map(room -> members.list(roomId, wanted));
  }
}
