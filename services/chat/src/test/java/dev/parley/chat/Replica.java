package dev.parley.chat;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.domain.Replies;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a device knows of a room's messages, kept as docs/realtime.md says. */
final class Replica {
  private final Map<UUID, Message> messages = new HashMap<>();

  /** Messages are read, at whatever moment. */
  Replica read(List<Message> page) {
    page.forEach(this::put);
    return this;
  }

  /** An event comes, live or replayed. */
  void hear(RoomEvent event) {
    switch (event.change()) {
      case Change.MessageCreated created -> {
        put(created.message());
        ofReply(
            event.seq(),
            created.message(),
            replies ->
                replies.with(created.message().sender().id(), created.message().createTime()));
      }
      case Change.MessageEdited edited -> put(edited.message());
      case Change.MessageDeleted deleted -> {
        put(deleted.message());
        ofReply(event.seq(), deleted.message(), Replies::withOneLess);
      }
      case Change.PinChanged pin -> put(pin.message());
      case Change.PollChanged poll -> put(poll.message());
      case Change.MessageUpdated updated -> put(updated.message());
      case Change.ReactionAdded added ->
          react(event.seq(), added.messageId(), added.emoji(), added.person(), true);
      case Change.ReactionRemoved removed ->
          react(event.seq(), removed.messageId(), removed.emoji(), removed.person(), false);
      case Change.MemberJoined ignored -> {}
      case Change.MemberLeft ignored -> {}
      case Change.RoleChanged ignored -> {}
      case Change.MemberMuted ignored -> {}
      case Change.RoomChanged ignored -> {}
      case Change.JoinRequestsChanged ignored -> {}
    }
  }

  List<Message> shown() {
    return messages.values().stream()
        .filter(message -> !message.disappeared())
        .sorted(Comparator.comparing(Message::seq))
        .toList();
  }

  private void put(Message message) {
    messages.merge(
        message.id(),
        message,
        (known, heard) -> heard.since().seq() >= known.since().seq() ? heard : known);
  }

  /** What an event about a reply makes of what it replies to. */
  private void ofReply(long seq, Message reply, UnaryOperator<Replies> change) {
    Message.InThread thread = reply.thread();
    if (thread != null) {
      messages.computeIfPresent(
          thread.id(),
          (id, known) -> {
            Message.Since since = known.since();
            return seq <= since.seq()
                ? known
                : known.with(
                    new Message.Since(
                        seq,
                        since.editTime(),
                        since.editCount(),
                        since.deleted(),
                        since.reactions(),
                        since.pinTime(),
                        change.apply(since.replies()),
                        since.previews()));
          });
    }
  }

  private void react(long seq, UUID messageId, String emoji, Person person, boolean added) {
    messages.computeIfPresent(
        messageId,
        (id, known) -> {
          if (seq <= known.since().seq()) {
            return known;
          }
          Message.Since since = known.since();
          return known.with(
              new Message.Since(
                  seq,
                  since.editTime(),
                  since.editCount(),
                  since.deleted(),
                  changed(since.reactions(), emoji, person.id(), added),
                  since.pinTime(),
                  since.replies(),
                  since.previews()));
        });
  }

  private static List<Reaction> changed(
      List<Reaction> reactions, String emoji, UUID userId, boolean added) {
    List<Reaction> changed = new ArrayList<>();
    boolean known = false;
    for (Reaction reaction : reactions) {
      if (!reaction.emoji().equals(emoji)) {
        changed.add(reaction);
        continue;
      }
      known = true;
      List<UUID> people = new ArrayList<>(reaction.userIds());
      if (added) {
        people.add(userId);
      } else {
        people.remove(userId);
      }
      if (!people.isEmpty()) {
        changed.add(new Reaction(emoji, people.size(), people));
      }
    }
    if (!known) {
      changed.add(new Reaction(emoji, 1, List.of(userId)));
    }
    return changed;
  }
}
