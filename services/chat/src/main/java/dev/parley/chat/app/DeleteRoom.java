package dev.parley.chat.app;

import dev.parley.chat.domain.DeletedRoom;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomDeletion;
import dev.parley.chat.port.RoomDeletion.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes rooms, and brings them back while there is time. Owners delete; who could close the room
 * brings it back, so that what one owner did by mistake does not hang on them alone. Only those
 * know of a deleted room at all.
 */
public final class DeleteRoom {
  private static final int MOST_LISTED = 200;

  private final RoomDeletion rooms;
  private final Clock clock;
  private final Duration grace;

  /**
   * Keeps what is deleted.
   *
   * @param grace for how long
   */
  public DeleteRoom(RoomDeletion rooms, Clock clock, Duration grace) {
    this.rooms = rooms;
    this.clock = clock;
    this.grace = grace;
  }

  /** Deletes a room. */
  public Outcome<DeletedRoom> delete(UUID roomId, UUID personId) {
    Instant now = clock.instant();
    return rooms.delete(
        roomId, personId, now, now.plus(grace), powers -> takes(Permission.DELETE_ROOM, powers));
  }

  /**
   * Brings a room back.
   *
   * @param name another one for it; blank: the name that it had
   */
  public Outcome<RoomDetails> undelete(UUID roomId, UUID personId, String name) {
    return rooms.undelete(
        roomId,
        personId,
        Optional.of(name.strip()).filter(given -> !given.isEmpty()),
        clock.instant(),
        powers -> takes(Permission.ARCHIVE_ROOM, powers));
  }

  /** The deleted rooms that somebody may bring back, those deleted last first. */
  public List<DeletedRoom> mine(UUID personId) {
    return rooms.kept(personId, clock.instant()).stream()
        .filter(DeleteRoom::mayBringBack)
        .limit(MOST_LISTED)
        .map(Kept::room)
        .toList();
  }

  /** A room that is deleted, if the person may bring it back. */
  public Optional<DeletedRoom> find(UUID roomId, UUID personId) {
    return rooms
        .find(roomId, personId, clock.instant())
        .filter(DeleteRoom::mayBringBack)
        .map(Kept::room);
  }

  private static boolean mayBringBack(Kept kept) {
    return kept.powers().may(Permission.ARCHIVE_ROOM);
  }

  private static Optional<Refusal> takes(Permission permission, Powers powers) {
    return powers.may(permission)
        ? Optional.empty()
        : Optional.of(new Refusal.NotAllowed(permission));
  }
}
