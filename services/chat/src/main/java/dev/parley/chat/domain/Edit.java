package dev.parley.chat.domain;

import java.time.Instant;

/**
 * One change of a message's text.
 *
 * @param person who made it
 * @param formerText what the message said until then
 */
public record Edit(Person person, Instant time, String formerText) {}
