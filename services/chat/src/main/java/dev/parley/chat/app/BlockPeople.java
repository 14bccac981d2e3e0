package dev.parley.chat.app;

import dev.parley.chat.domain.Block;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Blocks;
import dev.parley.chat.port.People;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Blocks people and ends that again. Everybody may block anybody but themselves, and only they know
 * whom. Each is idempotent.
 */
public final class BlockPeople {
  private final Blocks blocks;
  private final People people;
  private final ShowPresence presence;
  private final Announcer announcer;
  private final Clock clock;

  public BlockPeople(
      Blocks blocks, People people, ShowPresence presence, Announcer announcer, Clock clock) {
    this.blocks = blocks;
    this.people = people;
    this.presence = presence;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** What came of blocking somebody. */
  public sealed interface Result {
    /** They are blocked. */
    record Blocked(Block block) implements Result {}

    /** There is nobody with this id. */
    record NoSuchPerson() implements Result {}

    /** Nobody blocks themselves. */
    record Oneself() implements Result {}

    /** The blocker has blocked {@link Block#MAX_PER_PERSON} others. */
    record TooMany() implements Result {}
  }

  /** Blocks somebody. */
  public Result block(UUID blockerId, UUID personId) {
    if (blockerId.equals(personId)) {
      return new Result.Oneself();
    }
    // The blocker too, who may be so new that chat has not heard of them.
    Person person = people.find(List.of(personId, blockerId)).get(personId);
    if (person == null) {
      return new Result.NoSuchPerson();
    }
    return switch (blocks.block(blockerId, person, clock.instant())) {
      case Blocks.Outcome.Blocked blocked -> {
        if (blocked.fresh()) {
          showAnew(blockerId);
        }
        yield new Result.Blocked(blocked.block());
      }
      case Blocks.Outcome.TooMany ignored -> new Result.TooMany();
    };
  }

  /** Ends a block, if there is one. */
  public void unblock(UUID blockerId, UUID personId) {
    if (blocks.unblock(blockerId, personId, clock.instant())) {
      showAnew(blockerId);
    }
  }

  /** Whom somebody has blocked, by user name. */
  public Page<Block> list(UUID blockerId, Optional<Page.Mark> from, int limit) {
    return blocks.list(blockerId, from, limit);
  }

  /** The blocker looks otherwise to the one whom it is about. */
  private void showAnew(UUID blockerId) {
    presence.of(List.of(blockerId)).forEach(announcer::announce);
  }
}
