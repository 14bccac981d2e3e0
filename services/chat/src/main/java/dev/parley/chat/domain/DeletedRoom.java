package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A room that is deleted and can still be brought back.
 *
 * @param visibility that it had, and has again
 * @param memberCount how many people were in it, and are again
 * @param purgeTime until when it can be brought back
 */
public record DeletedRoom(
    UUID id,
    RoomDetails details,
    Room.Visibility visibility,
    int memberCount,
    Person deleter,
    Instant deleteTime,
    Instant purgeTime) {}
