package dev.parley.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The people and rooms that the measurements need, made over the public API as anybody would make
 * them: everybody is in one big room, shares a circle with the next four, and is in ten halls of a
 * hundred; the first few have a room to themselves.
 */
final class Crowd {
  /** People that have a hall of their own turn to speak in. */
  private static final int SPEAKERS_PER_HALL = 10;

  private final List<Account> people;
  private final String bigRoom;
  private final List<String> ownRooms;
  private final List<String> circles;
  private final List<String> halls;

  private Crowd(
      List<Account> people,
      String bigRoom,
      List<String> ownRooms,
      List<String> circles,
      List<String> halls) {
    this.people = List.copyOf(people);
    this.bigRoom = bigRoom;
    this.ownRooms = List.copyOf(ownRooms);
    this.circles = List.copyOf(circles);
    this.halls = List.copyOf(halls);
  }

  /** Registers people and lets them join; takes some ten seconds for a thousand. */
  static Crowd gather(int port, int size, int withOwnRoom) throws InterruptedException {
    try (Rest rest = new Rest(port)) {
      List<Account> people = Rest.each(size, number -> Account.register(rest, "bench-" + number));
      String bigRoom = people.getFirst().createRoom(rest, "everybody", "PUBLIC", List.of());
      Rest.each(
          size,
          number ->
              rest.post(
                  people.get(number).accessToken(), "/v1/rooms/" + bigRoom + ":join", Map.of()));
      List<String> own =
          Rest.each(
              withOwnRoom,
              number ->
                  people.get(number).createRoom(rest, "room " + number, "PRIVATE", List.of()));
      List<String> circles =
          Rest.each(
              size, number -> together(rest, people, "circle", number, ThousandRooms.MEMBERS));
      List<String> halls =
          Rest.each(
              size / SPEAKERS_PER_HALL,
              number ->
                  together(rest, people, "hall", number * SPEAKERS_PER_HALL, HundredRooms.MEMBERS));
      return new Crowd(people, bigRoom, own, circles, halls);
    }
  }

  int size() {
    return people.size();
  }

  /** The account of one. */
  Account person(int number) {
    return people.get(number);
  }

  String bigRoom() {
    return bigRoom;
  }

  String roomOf(int person) {
    return ownRooms.get(person);
  }

  /** The room that a person and the next four share. */
  String circle(int person) {
    return circles.get(person);
  }

  /** The room of a hundred in which a person speaks. */
  String hall(int person) {
    return halls.get(person / SPEAKERS_PER_HALL);
  }

  /** The first frames of the first so many people. */
  List<String> hellos(int count) {
    return hellos(0, count);
  }

  /** The first frames of some people. */
  List<String> hellos(int from, int to) {
    return people.subList(from, to).stream()
        .map(person -> ParleyDialect.hello(person.accessToken()))
        .toList();
  }

  /** A room of a person and those that come next. */
  private static String together(
      Rest rest, List<Account> people, String kind, int first, int members) {
    return people
        .get(first)
        .createRoom(
            rest,
            kind + " " + first,
            "PRIVATE",
            IntStream.range(first + 1, first + members)
                .mapToObj(next -> people.get(next % people.size()).id())
                .toList());
  }
}
