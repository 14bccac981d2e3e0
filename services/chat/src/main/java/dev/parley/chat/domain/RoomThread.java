package dev.parley.chat.domain;

import java.util.List;

/**
 * A thread as somebody sees it.
 *
 * @param root the message that began it
 * @param participants who have replied, in the order in which they did
 * @param newest the newest replies, as far as they are shown with it, the oldest of them first
 */
public record RoomThread(
    Message root, List<Person> participants, ThreadPosition position, List<Message> newest) {}
