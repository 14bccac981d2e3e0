package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Attention.Acknowledgements;
import dev.parley.chat.domain.LinkPreview;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Poll;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What belongs to messages and stands elsewhere: reactions to them, what they ask, who has
 * acknowledged them, and previews of what they link to. One look for each, in the view in which the
 * messages were read, and none where no message has any.
 *
 * @param previews by their own ids
 */
record MessageDetails(
    Map<UUID, List<Reaction>> reactions,
    Map<UUID, Poll> polls,
    Map<UUID, Acknowledgements> acknowledgements,
    Map<UUID, LinkPreview> previews) {
  /** The messages with all of it. */
  static List<Message> with(Handle handle, List<Message> messages) {
    MessageDetails details = of(handle, messages);
    return details.isEmpty() ? messages : messages.stream().map(details::with).toList();
  }

  /** The events, their messages with all of it. */
  static List<RoomEvent> withEvents(Handle handle, List<RoomEvent> events) {
    List<Message> messages = new ArrayList<>();
    for (RoomEvent event : events) {
      switch (event.change()) {
        case Change.MessageCreated created -> messages.add(created.message());
        case Change.MessageEdited edited -> messages.add(edited.message());
        case Change.PinChanged pin -> messages.add(pin.message());
        case Change.PollChanged poll -> messages.add(poll.message());
        case Change.MessageUpdated updated -> messages.add(updated.message());
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
    MessageDetails details = of(handle, messages);
    return details.isEmpty() ? events : events.stream().map(details::with).toList();
  }

  static MessageDetails of(Handle handle, List<Message> messages) {
    return new MessageDetails(
        Reactions.to(handle, messages),
        PostgresPolls.of(handle, messages),
        PostgresAcknowledgements.of(handle, messages),
        PostgresLinkPreviews.of(handle, messages));
  }

  Message with(Message message) {
    Message whole = message.with(reactions.getOrDefault(message.id(), List.of()));
    Poll poll = polls.get(message.id());
    if (poll != null) {
      whole = whole.asking(poll);
    }
    Acknowledgements people = acknowledgements.get(message.id());
    if (people != null && whole.attention() != null) {
      whole = whole.wanting(whole.attention().by(people));
    }
    return whole.since().previews().isEmpty() ? whole : whole.previewing(read(whole));
  }

  private List<LinkPreview> read(Message message) {
    return message.since().previews().stream()
        .flatMap(preview -> Optional.ofNullable(previews.get(preview.id())).stream())
        .toList();
  }

  private boolean isEmpty() {
    return reactions.isEmpty()
        && polls.isEmpty()
        && acknowledgements.isEmpty()
        && previews.isEmpty();
  }

  private RoomEvent with(RoomEvent event) {
    Change change =
        switch (event.change()) {
          case Change.MessageCreated created -> new Change.MessageCreated(with(created.message()));
          case Change.MessageEdited edited ->
              new Change.MessageEdited(
                  with(edited.message()), edited.mentioned(), edited.unmentioned());
          case Change.PinChanged pin ->
              new Change.PinChanged(with(pin.message()), pin.person(), pin.pinned());
          case Change.PollChanged poll -> new Change.PollChanged(with(poll.message()));
          case Change.MessageUpdated updated -> new Change.MessageUpdated(with(updated.message()));
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
}
