package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.Standing;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.Resume;
import dev.parley.platform.errors.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one who comes back goes on, room by room. */
final class Resumption {
  /** Each is told, and what is told must fit into the queue. */
  private static final int MAX_STRANGE_ROOMS = 1_000;

  private final Map<String, Long> positions;

  /** From the positions that the client says it knows. */
  Resumption(Resume resume) {
    this.positions = new HashMap<>(resume.getRoomsMap());
  }

  /**
   * The last event of a room that counts as known: the client's own, but nothing from before the
   * membership. A room is asked about once.
   */
  long startingAt(Standing room) {
    @Nullable Long position = positions.remove(room.getRoomId());
    if (position == null) {
      return room.getHeadSeq();
    }
    return position < 0 ? position : Math.max(position, room.getJoinedSeq() - 1);
  }

  /**
   * What there is to say about the rooms that nobody has asked about: the person is not in them.
   */
  List<Problem> refusals() {
    if (positions.size() > MAX_STRANGE_ROOMS) {
      return List.of(
          Problems.problem(
              ErrorCode.INVALID_ARGUMENT,
              "resume.rooms: "
                  + positions.size()
                  + " rooms that you are not in (expected: at most "
                  + MAX_STRANGE_ROOMS
                  + ")",
              List.of()));
    }
    return positions.keySet().stream()
        .map(room ->
            Problems.problem(
                ErrorCode.ROOM_NOT_FOUND,
                "resume.rooms: you are not in the room " + room + ": forget it.",
                List.of()))
        .toList();
  }
}
