package dev.parley.chat.app;

import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.Section;
import dev.parley.chat.domain.Sections;
import dev.parley.chat.port.SectionRepository;
import dev.parley.chat.port.SectionRepository.Outcome;
import dev.parley.chat.port.SectionRepository.Placement;
import dev.parley.chat.port.SectionRepository.Refusal;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Arranges one's own rooms in sections, of which nobody else knows. */
public final class ArrangeSections {
  private final SectionRepository sections;
  private final Clock clock;

  public ArrangeSections(SectionRepository sections, Clock clock) {
    this.sections = sections;
    this.clock = clock;
  }

  /** What is to change of a section; what is empty stays. */
  public record Wish(
      Optional<String> name,
      Optional<Boolean> collapsed,
      Optional<Section.Sort> sort,
      Optional<Boolean> unreadOnly,
      Optional<Integer> position) {}

  /** A person's sections. */
  public Sections list(UUID userId) {
    return sections.of(userId);
  }

  /** An id for a section that is to be made. */
  public String newId() {
    return UuidV7.at(clock.instant()).toString();
  }

  /** Makes a section. */
  public Outcome make(UUID userId, String id, String name) {
    return sections.change(
        userId,
        clock.instant(),
        before ->
            before.full()
                ? new Outcome.Refused(Refusal.TOO_MANY)
                : new Outcome.Done(before.add(id, name.strip())));
  }

  /** Changes a section. */
  public Outcome change(UUID userId, String id, Wish wish) {
    return sections.change(
        userId,
        clock.instant(),
        before ->
            refusal(before, id, wish.name().isPresent())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Done(changed(before, id, wish))));
  }

  /** Deletes a section; the rooms in it stand where they would without it. */
  public Outcome delete(UUID userId, String id) {
    return sections.change(
        userId,
        clock.instant(),
        before ->
            refusal(before, id, true)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Done(before.without(id))));
  }

  /**
   * Puts a room into a section.
   *
   * @param order as in {@link Sections#place}
   */
  public Outcome move(UUID userId, UUID roomId, String id, List<UUID> order) {
    return sections.move(
        userId,
        roomId,
        clock.instant(),
        (before, kind) -> {
          Optional<Section> to = before.find(id);
          if (to.isEmpty()) {
            return new Placement.Refused(Refusal.MISSING);
          }
          if (!takes(to.get(), kind)) {
            return new Placement.Refused(Refusal.WRONG);
          }
          return new Placement.There(
              before.place(roomId, id, order), to.get().kind() == Section.Kind.FAVOURITES);
        });
  }

  private static boolean takes(Section section, Room.Kind kind) {
    return switch (section.kind()) {
      case OWN, FAVOURITES -> true;
      case CHANNELS -> kind == Room.Kind.CHANNEL;
      case CONVERSATIONS -> kind != Room.Kind.CHANNEL;
    };
  }

  private static Optional<Refusal> refusal(Sections sections, String id, boolean ownOnly) {
    Optional<Section> section = sections.find(id);
    if (section.isEmpty()) {
      return Optional.of(Refusal.MISSING);
    }
    return ownOnly && section.get().kind() != Section.Kind.OWN
        ? Optional.of(Refusal.BUILT_IN)
        : Optional.empty();
  }

  private static Sections changed(Sections before, String id, Wish wish) {
    Sections changed =
        before.change(
            id,
            section ->
                new Section(
                    id,
                    section.kind(),
                    wish.name().map(String::strip).orElse(section.name()),
                    wish.collapsed().orElse(section.collapsed()),
                    wish.sort().orElse(section.sort()),
                    wish.unreadOnly().orElse(section.unreadOnly()),
                    section.roomIds()));
    return wish.position().map(position -> changed.moved(id, position)).orElse(changed);
  }
}
