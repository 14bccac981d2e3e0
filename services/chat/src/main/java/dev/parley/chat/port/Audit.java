package dev.parley.chat.port;

import dev.parley.chat.domain.Disagreement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Holds what is kept for speed against what it is made of. */
public interface Audit {
  /** Ids of rooms, in order. */
  List<UUID> rooms(Optional<UUID> after, int limit);

  /** What costs little: heads, positions and numbers of members; at one moment. */
  List<Disagreement> glance(List<UUID> rooms);

  /** Everything there is about these rooms, all of their messages included; at one moment. */
  List<Disagreement> examine(List<UUID> rooms);

  /** Everything there is about people's own logs. */
  List<Disagreement> examineOwnLogs();

  /** Mends a room under its lock, from its log and its messages. */
  void repair(UUID roomId);

  /** Mends the head of a person's own log. */
  void repairOwnLog(UUID userId);
}
