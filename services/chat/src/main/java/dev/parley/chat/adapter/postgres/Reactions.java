package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reactions to messages: one look for any number of them, in the view in which they were read. */
final class Reactions {
  private Reactions() {}

  /** The reactions to messages that have any, by the messages' ids. */
  static Map<UUID, List<Reaction>> to(Handle handle, List<Message> messages) {
    UUID[] ids =
        messages.stream()
            // Of what nothing was heard since, nothing is to be found.
            .filter(message -> message.since().seq() > message.seq() && !message.deleted())
            .map(Message::id)
            .distinct()
            .toArray(UUID[]::new);
    if (ids.length == 0) {
      return Map.of();
    }
    Map<UUID, List<Reaction>> found = new HashMap<>();
    handle
        .createQuery(
            """
            select message_id, emoji, count(*) as count,
                   array_agg(user_id order by seq) filter (where place <= :most) as user_ids
              from (select *, row_number() over (partition by message_id, emoji order by seq) as place
                      from chat.reactions where message_id = any(:ids)) r
             group by message_id, emoji order by message_id, min(emoji_seq)
            """)
        .bind("most", Reaction.MOST_PEOPLE)
        .bindArray("ids", UUID.class, (Object[]) ids)
        .map((row, context) ->
            Map.entry(
                Rows.id(row, "message_id"),
                new Reaction(
                    row.getString("emoji"),
                    row.getLong("count"),
                    List.of((UUID[]) row.getArray("user_ids").getArray()))))
        .forEach(entry ->
            found.computeIfAbsent(entry.getKey(), id -> new ArrayList<>()).add(entry.getValue()));
    return found;
  }

  /** The messages with the reactions to them. */
  static List<Message> with(Handle handle, List<Message> messages) {
    Map<UUID, List<Reaction>> reactions = to(handle, messages);
    return reactions.isEmpty()
        ? messages
        : messages.stream()
            .map(message -> message.with(reactions.getOrDefault(message.id(), List.of())))
            .toList();
  }

  /** The events, their messages with the reactions to them. */
  static List<RoomEvent> withReactions(Handle handle, List<RoomEvent> events) {
    List<Message> messages = new ArrayList<>();
    for (RoomEvent event : events) {
      switch (event.change()) {
        case Change.MessageCreated created -> messages.add(created.message());
        case Change.MessageEdited edited -> messages.add(edited.message());
        case Change.PinChanged pin -> messages.add(pin.message());
        case Change.MessageDeleted ignored -> {}
        case Change.ReactionAdded ignored -> {}
        case Change.ReactionRemoved ignored -> {}
        case Change.MemberJoined ignored -> {}
        case Change.MemberLeft ignored -> {}
        case Change.MemberMuted ignored -> {}
        case Change.RoleChanged ignored -> {}
        case Change.RoomChanged ignored -> {}
        case Change.JoinRequestsChanged ignored -> {}
      }
    }
    Map<UUID, List<Reaction>> reactions = to(handle, messages);
    return reactions.isEmpty()
        ? events
        : events.stream().map(event -> with(event, reactions)).toList();
  }

  private static RoomEvent with(RoomEvent event, Map<UUID, List<Reaction>> reactions) {
    Change change =
        switch (event.change()) {
          case Change.MessageCreated created ->
              new Change.MessageCreated(with(created.message(), reactions));
          case Change.MessageEdited edited ->
              new Change.MessageEdited(
                  with(edited.message(), reactions), edited.mentioned(), edited.unmentioned());
          case Change.PinChanged pin ->
              new Change.PinChanged(with(pin.message(), reactions), pin.person(), pin.pinned());
          case Change.MessageDeleted deleted -> deleted;
          case Change.ReactionAdded added -> added;
          case Change.ReactionRemoved removed -> removed;
          case Change.MemberJoined joined -> joined;
          case Change.MemberLeft left -> left;
          case Change.MemberMuted muted -> muted;
          case Change.RoleChanged changed -> changed;
          case Change.RoomChanged changed -> changed;
          case Change.JoinRequestsChanged changed -> changed;
        };
    return new RoomEvent(event.roomId(), event.seq(), event.time(), change);
  }

  private static Message with(Message message, Map<UUID, List<Reaction>> reactions) {
    return message.with(reactions.getOrDefault(message.id(), List.of()));
  }
}
