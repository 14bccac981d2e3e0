package dev.parley.chat.port;

import dev.parley.chat.domain.DeletedRoom;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes rooms away from their members, keeps them for a while, and gives them back or ends them.
 * Decided under the room's lock, as all changes; what it comes to is announced once it is durable.
 */
public interface RoomDeletion {
  /** Decides whether a member may; empty if so. */
  @FunctionalInterface
  interface Gate {
    Optional<Refusal> on(Powers powers);
  }

  /**
   * A deleted room, for somebody who was in it.
   *
   * @param powers what they may do in it if it is brought back
   */
  record Kept(DeletedRoom room, Powers powers) {}

  /**
   * Deletes a room: nobody is in it any more, nobody finds it.
   *
   * @param purgeTime until when it is kept
   */
  Outcome<DeletedRoom> delete(
      UUID roomId, UUID personId, Instant time, Instant purgeTime, Gate gate);

  /**
   * Brings a room back that is kept longer than {@code time}. A room that is not deleted stays as
   * it is, if the gate lets the person through.
   *
   * @param name another one for it; empty: the name that it had
   */
  Outcome<RoomDetails> undelete(
      UUID roomId, UUID personId, Optional<String> name, Instant time, Gate gate);

  /** A room that is kept longer than {@code time} and that the person was in. */
  Optional<Kept> find(UUID roomId, UUID personId, Instant time);

  /** All of them, those deleted last first. */
  List<Kept> kept(UUID personId, Instant time);

  /**
   * Takes some of what there is of rooms that need not be kept any longer, and in the end the
   * rooms.
   *
   * @param atOnce how many rows of each kind go, at most
   * @return how many rows went; 0 when there is nothing left to do
   */
  long purge(Instant time, int atOnce);
}
