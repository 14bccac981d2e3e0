package dev.parley.chat.domain;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message mentions.
 *
 * @param people members that it names; each once; empty where it mentions everybody
 * @param everyone whether it mentions all members
 */
public record Mentions(List<UUID> people, boolean everyone) {
  /**
   * Most people whom {@code @here} calls one by one. Where more are there, it calls everybody: each
   * reader is sent whom a message mentions, and this many ids are 18 KB.
   */
  public static final int MOST_HERE = 500;

  /** Nobody. */
  public static final Mentions NONE = new Mentions(List.of(), false);

  /** All members. */
  public static final Mentions EVERYONE = new Mentions(List.of(), true);

  /**
   * Of the people that a text names, those who are members.
   *
   * @param mayEveryone whether its sender may mention everybody at once
   * @param here members whom {@code @here} calls, if its sender may call them
   * @param member the member of a user name, if there is one
   */
  public static Mentions of(
      NamesInText names,
      boolean mayEveryone,
      Collection<UUID> here,
      Function<String, @Nullable UUID> member) {
    if (names.everyone() && mayEveryone || names.here() && here.size() > MOST_HERE) {
      return EVERYONE;
    }
    Set<UUID> people = new LinkedHashSet<>(named(names, member));
    if (names.here()) {
      people.addAll(here);
    }
    return people.isEmpty() ? NONE : new Mentions(List.copyOf(people), false);
  }

  /** Those members whom a text names one by one. */
  public static List<UUID> named(NamesInText names, Function<String, @Nullable UUID> member) {
    return names.usernames().stream().map(member).filter(Objects::nonNull).toList();
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
