package dev.parley.chat.domain;

import java.time.Instant;

/** A message that the members of its room want to have at hand. */
public record Pin(Message message, Person by, Instant time) {
  /** Most in one room. */
  public static final int MOST = 100;
}
