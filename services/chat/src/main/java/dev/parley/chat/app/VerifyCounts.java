package dev.parley.chat.app;

import dev.parley.chat.domain.Disagreement;
import dev.parley.chat.port.Audit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Looks whether counts and positions are what they are counted from, and mends them. */
public final class VerifyCounts {
  private static final int PAGE = 100;

  private final Audit audit;
  private Optional<UUID> glancedUpTo = Optional.empty();

  public VerifyCounts(Audit audit) {
    this.audit = audit;
  }

  /** Everything that is wrong. Takes as long as reading all messages. */
  public List<Disagreement> examine() {
    List<Disagreement> found = new ArrayList<>();
    List<UUID> rooms = audit.rooms(Optional.empty(), PAGE);
    while (!rooms.isEmpty()) {
      found.addAll(audit.examine(rooms));
      rooms = audit.rooms(Optional.of(rooms.getLast()), PAGE);
    }
    found.addAll(audit.examineOwnLogs());
    return found;
  }

  /**
   * Mends what can be.
   *
   * @return what is still wrong
   */
  public List<Disagreement> repair(List<Disagreement> found) {
    Set<UUID> rooms = new LinkedHashSet<>();
    Set<UUID> people = new LinkedHashSet<>();
    for (Disagreement disagreement : found) {
      boolean ownLog = disagreement.kind() == Disagreement.Kind.OWN_LOG;
      (ownLog ? people : rooms).add(disagreement.id());
    }
    rooms.forEach(audit::repair);
    people.forEach(audit::repairOwnLog);
    return examine();
  }

  /** A cheap look at the next few rooms, and from the beginning again after the last. */
  public synchronized List<Disagreement> glance(int howMany) {
    List<UUID> rooms = audit.rooms(glancedUpTo, howMany);
    glancedUpTo = rooms.size() < howMany ? Optional.empty() : Optional.of(rooms.getLast());
    return audit.glance(rooms);
  }
}
