package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody waits for a room.
 *
 * @param note what they say to it; may be empty
 */
public record JoinRequest(UUID roomId, Person person, String note, Instant createTime) {}
