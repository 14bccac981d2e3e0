package dev.parley.chat.port;

import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The logs: every change, in order, without holes. */
public interface Logs {
  /** A stretch of a log and where its head stood when it was read. */
  record Stretch<E>(List<E> events, long head) {}

  /**
   * A member's standing in one room.
   *
   * @param headSeq head of the room's log
   * @param joinedSeq position at which the membership began
   * @param memberCount how many people are in the room
   */
  record Standing(UUID roomId, long headSeq, long joinedSeq, int memberCount) {}

  /**
   * All of a person's rooms and the head of their own log, at one moment.
   *
   * @param readReceipts whether they tell how far they have read, and are told of others
   * @param own what they have chosen to be seen as
   * @param blocked whom they have blocked
   */
  record UserStanding(
      long userSeq,
      List<Standing> rooms,
      boolean readReceipts,
      OwnPresence own,
      List<UUID> blocked) {}

  /** Where a person's logs stand now. */
  UserStanding standing(UUID userId);

  /** Events of a room after a position. */
  Stretch<RoomEvent> readRoom(UUID roomId, long after, int limit);

  /**
   * What became of a room and its members between two positions, in their order.
   *
   * @param to the first position that is no longer meant
   * @param limit the newest of them, at most
   */
  List<RoomEvent> changes(UUID roomId, long from, long to, int limit);

  /** Events of a person's own log after a position. */
  Stretch<UserEvent> readUser(UUID userId, long after, int limit);

  /** Heads of the rooms that have moved past the given positions. */
  Map<UUID, Long> movedRooms(Map<UUID, Long> known);

  /** Heads of the people's own logs that have moved past the given positions. */
  Map<UUID, Long> movedUsers(Map<UUID, Long> known);
}
