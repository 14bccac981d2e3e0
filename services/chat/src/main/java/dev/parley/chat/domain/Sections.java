package dev.parley.chat.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * All sections of one person, from the top. The built-in ones are always among them, and no room is
 * in two own ones.
 *
 * @param version how often they have changed
 */
public record Sections(long version, List<Section> all) {
  /** Most sections of one's own. */
  public static final int MOST_OWN = 50;

  /** As they are for who has changed nothing. */
  public static final Sections DEFAULT =
      new Sections(
          0,
          List.of(
              Section.builtIn("favourites", Section.Kind.FAVOURITES),
              Section.builtIn("channels", Section.Kind.CHANNELS),
              Section.builtIn("conversations", Section.Kind.CONVERSATIONS)));

  /** One of them. */
  public Optional<Section> find(String id) {
    return all.stream().filter(section -> section.id().equals(id)).findFirst();
  }

  /** Whether one more of one's own is one too many. */
  public boolean full() {
    return all.stream().filter(section -> section.kind() == Section.Kind.OWN).count() >= MOST_OWN;
  }

  /** The same with a new section above the channels. */
  public Sections add(String id, String name) {
    List<Section> sections = new ArrayList<>(all);
    int channels = sections.indexOf(first(Section.Kind.CHANNELS));
    sections.add(channels, Section.own(id, name));
    return with(sections);
  }

  /** The same without a section. */
  public Sections without(String id) {
    return with(all.stream().filter(section -> !section.id().equals(id)).toList());
  }

  /** The same with one changed. */
  public Sections change(String id, UnaryOperator<Section> change) {
    return with(
        all.stream()
            .map(section -> section.id().equals(id) ? change.apply(section) : section)
            .toList());
  }

  /** The same with one at another place; 0 is the top, and what is beyond the end is the end. */
  public Sections moved(String id, int position) {
    List<Section> sections = new ArrayList<>(all);
    Section moved = find(id).orElseThrow();
    sections.remove(moved);
    sections.add(Math.min(position, sections.size()), moved);
    return with(sections);
  }

  /**
   * The same with a room in a section.
   *
   * <p>Into Favourites it comes without leaving the own section that it is in: there it is back
   * once it is no favourite.
   *
   * @param order the rooms of the section as the person wants to see them, with this one; empty: at
   *     the end of an own section, and nowhere in particular in another
   */
  public Sections place(UUID room, String id, List<UUID> order) {
    Section to = find(id).orElseThrow();
    boolean keeps = to.kind() == Section.Kind.FAVOURITES;
    Set<UUID> elsewhere = new HashSet<>();
    List<Section> sections = new ArrayList<>();
    for (Section section : all) {
      boolean loses = section.kind() == Section.Kind.OWN && !keeps && !section.id().equals(id);
      Section left = loses ? without(section, room) : section;
      sections.add(left);
      if (left.kind() == Section.Kind.OWN && !left.id().equals(id)) {
        elsewhere.addAll(left.roomIds());
      }
    }
    sections.set(all.indexOf(to), filled(to, room, order, keeps ? Set.of() : elsewhere));
    return with(sections);
  }

  private static Section filled(Section to, UUID room, List<UUID> order, Set<UUID> elsewhere) {
    if (order.isEmpty()) {
      boolean already = to.roomIds().contains(room);
      return to.kind() != Section.Kind.OWN || already ? to : to.with(to.sort(), plus(to, room));
    }
    // What another device has put into another section is not pulled back by an order that is
    // older.
    List<UUID> wanted =
        order.stream().distinct().filter(each -> !elsewhere.contains(each)).toList();
    boolean sorted = to.sort() == Section.Sort.MANUAL;
    Set<UUID> known = new LinkedHashSet<>(sorted ? to.roomIds() : wanted);
    known.addAll(sorted ? wanted : to.roomIds());
    if (to.kind() == Section.Kind.OWN) {
      known.retainAll(to.roomIds());
    }
    known.remove(room);
    int above = wanted.indexOf(room) - 1;
    while (above >= 0 && !known.contains(wanted.get(above))) {
      above--;
    }
    List<UUID> rooms = new ArrayList<>(known);
    rooms.add(above < 0 ? 0 : rooms.indexOf(wanted.get(above)) + 1, room);
    return to.with(Section.Sort.MANUAL, rooms);
  }

  private static List<UUID> plus(Section section, UUID room) {
    List<UUID> rooms = new ArrayList<>(section.roomIds());
    rooms.add(room);
    return rooms;
  }

  private static Section without(Section section, UUID room) {
    return section.roomIds().contains(room)
        ? section.with(
            section.sort(), section.roomIds().stream().filter(each -> !each.equals(room)).toList())
        : section;
  }

  private Section first(Section.Kind kind) {
    return all.stream().filter(section -> section.kind() == kind).findFirst().orElseThrow();
  }

  private Sections with(List<Section> sections) {
    return new Sections(version, List.copyOf(sections));
  }
}
