package dev.parley.chat.domain;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message mentions.
 *
 * @param people members that it names; empty where it mentions everybody
 * @param everyone whether it mentions all members
 */
public record Mentions(List<UUID> people, boolean everyone) {
  /** Nobody. */
  public static final Mentions NONE = new Mentions(List.of(), false);

  /** All members. */
  public static final Mentions EVERYONE = new Mentions(List.of(), true);

  /**
   * Of the people that a text names, those who are members.
   *
   * @param mayEveryone whether its sender may mention everybody at once
   * @param member the member of a user name, if there is one
   */
  public static Mentions of(
      NamesInText names, boolean mayEveryone, Function<String, @Nullable UUID> member) {
    if (names.everyone() && mayEveryone) {
      return EVERYONE;
    }
    List<UUID> people = names.usernames().stream().map(member).filter(Objects::nonNull).toList();
    return people.isEmpty() ? NONE : new Mentions(people, false);
  }

  /** Whom this mentions and the other does not. */
  public Mentions without(Mentions other) {
    return new Mentions(
        people.stream().filter(person -> !other.people.contains(person)).toList(),
        everyone && !other.everyone);
  }

  /** Whether it mentions nobody. */
  public boolean isEmpty() {
    return people.isEmpty() && !everyone;
  }
}
