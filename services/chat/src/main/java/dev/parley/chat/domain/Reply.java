package dev.parley.chat.domain;

import java.util.UUID;

/**
 * That something is said in a thread.
 *
 * @param threadId of the message that began it
 * @param alsoInRoom whether it stands among the room's messages, too
 */
public record Reply(UUID threadId, boolean alsoInRoom) {}
