package dev.parley.gateway.edge;

import dev.parley.api.v1.Presence;
import dev.parley.api.v1.PresenceSnapshot;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom of those that a client watches its person may know of: a member of everybody, at once; of a
 * guest's, chat is asked, and again when somebody has come or gone. Confined to the connection's
 * loop.
 */
final class Sight {
  private final String userId;
  private final boolean guest;
  private final PresenceSource chat;
  private final EventExecutor loop;
  private final Consumer<Set<String>> seeing;
  private Set<String> asked = Set.of();
  private @Nullable Set<String> seen;
  private boolean stale;

  /** Names the newest question: what was asked before is answered in vain. */
  private long turn;

  /**
   * Sees nobody yet.
   *
   * @param seeing told on the loop who is seen from now on
   */
  Sight(
      String userId,
      boolean guest,
      PresenceSource chat,
      EventExecutor loop,
      Consumer<Set<String>> seeing) {
    this.userId = userId;
    this.guest = guest;
    this.chat = chat;
    this.loop = loop;
    this.seeing = seeing;
  }

  /** The client watches these people. */
  void turnTo(Set<String> people) {
    turn++;
    stale = false;
    asked = people;
    seen = null;
    if (guest && !people.isEmpty()) {
      ask();
    } else {
      see(people);
    }
  }

  /** Somebody has come into one of the person's rooms, or gone. */
  void peopleMoved() {
    stale = guest && !asked.isEmpty();
  }

  /** A second has passed. */
  void tick() {
    if (stale) {
      ask();
    }
  }

  /** Nobody is seen any more. */
  void end() {
    turn++;
    stale = false;
  }

  /** What is told of those who are seen, with those who are not: to a guest these are offline. */
  PresenceSnapshot whole(PresenceSnapshot snapshot) {
    Set<String> known = seen;
    if (known == null || known.size() == asked.size()) {
      return snapshot;
    }
    PresenceSnapshot.Builder whole = snapshot.toBuilder();
    asked.stream()
        .filter(id -> !known.contains(id))
        .forEach(id ->
            whole.addPresences(
                Presence.newBuilder().setUserId(id).setState(Presence.State.OFFLINE)));
    return whole.build();
  }

  private void ask() {
    stale = false;
    long mine = ++turn;
    chat.known(userId, List.copyOf(asked))
        .whenComplete((known, failure) -> loop.execute(() -> answered(mine, known)));
  }

  /**
   * Chat has answered.
   *
   * @param known null if it could not be asked
   */
  private void answered(long mine, @Nullable List<String> known) {
    if (mine != turn) {
      return;
    }
    if (known == null) {
      stale = true;
      return;
    }
    Set<String> now = new LinkedHashSet<>(asked);
    now.retainAll(Set.copyOf(known));
    if (!now.equals(seen)) {
      see(now);
    }
  }

  private void see(Set<String> people) {
    seen = people;
    seeing.accept(people);
  }
}
