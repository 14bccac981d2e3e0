package dev.parley.chat.port;

import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.Sections;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * How people have arranged their rooms in sections. Each change is decided while no other device of
 * the person can change them, and announced once it is durable.
 */
public interface SectionRepository {
  /** Why a section cannot be changed like that. */
  enum Refusal {
    /** There is none with this id. */
    MISSING,
    /** It is built in. */
    BUILT_IN,
    /** It holds rooms of another kind. */
    WRONG,
    /** There are as many as there may be. */
    TOO_MANY
  }

  /** What came of it. */
  sealed interface Outcome {
    /** So they are now. */
    record Done(Sections sections) implements Outcome {}

    /** The decision was against it. */
    record Refused(Refusal refusal) implements Outcome {}

    /** The person is not in the room that is to be moved. */
    record NotAMember() implements Outcome {}
  }

  /** Where a room is to stand, or why not. */
  sealed interface Placement {
    /**
     * There.
     *
     * @param favourite whether it is a favourite from then on
     */
    record There(Sections sections, boolean favourite) implements Placement {}

    /** Nowhere else than before. */
    record Refused(Refusal refusal) implements Placement {}
  }

  /** Decides where a room is to stand. */
  @FunctionalInterface
  interface PlacementDecision {
    Placement on(Sections sections, Room.Kind kind);
  }

  /** A person's sections. */
  Sections of(UUID userId);

  /** Changes them; a decision for what is so already tells nobody anything. */
  Outcome change(UUID userId, Instant time, Function<Sections, Outcome> decision);

  /** Puts one of the person's rooms somewhere. */
  Outcome move(UUID userId, UUID roomId, Instant time, PlacementDecision decision);
}
