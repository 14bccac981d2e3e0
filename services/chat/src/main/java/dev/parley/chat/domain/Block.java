package dev.parley.chat.domain;

import java.time.Instant;

/** Somebody is blocked, by whoever looks. */
public record Block(Person person, Instant createTime) {
  /** Most people that one person blocks. */
  public static final int MAX_PER_PERSON = 1000;
}
