package dev.parley.chat.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room that somebody finds.
 *
 * @param lastMessageTime when its newest message was said; null while there is none
 */
public record Discovered(Room room, @Nullable Instant lastMessageTime) {}
