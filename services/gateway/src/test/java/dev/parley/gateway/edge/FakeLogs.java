package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.ListMovedResponse;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.MemberLeft;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.Person;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.RoomLeft;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Logs in memory. Questions wait until the test has them answered. */
final class FakeLogs implements LogReader {
  private final Map<LogId, List<Event>> logs = new HashMap<>();
  private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
  GetStandingResponse standing = GetStandingResponse.getDefaultInstance();
  boolean unreachable;

  /** How many events at the beginning of a room's log are no longer kept. */
  final Map<String, Integer> forgotten = new HashMap<>();

  int reads;

  /** Appends a message to a room's log and gives its event. */
  Event say(String room) {
    return append(room, Event.newBuilder().setMessageCreated(Message.newBuilder().setText("text")));
  }

  Event join(String room, String userId) {
    return append(
        room,
        Event.newBuilder()
            .setMemberJoined(Member.newBuilder().setPerson(Person.newBuilder().setId(userId))));
  }

  Event leave(String room, String userId) {
    return append(
        room,
        Event.newBuilder()
            .setMemberLeft(MemberLeft.newBuilder().setPerson(Person.newBuilder().setId(userId))));
  }

  private Event append(String room, Event.Builder event) {
    List<Event> log = logs.computeIfAbsent(new LogId.OfRoom(room), id -> new ArrayList<>());
    log.add(event.setRoomId(room).setSeq(log.size() + 1).build());
    return log.getLast();
  }

  /** Tells somebody in their own log that they are in a room. */
  Event joined(String userId, String room, long head) {
    List<Event> log = logs.computeIfAbsent(new LogId.OfUser(userId), id -> new ArrayList<>());
    log.add(
        Event.newBuilder()
            .setUserSeq(log.size() + 1)
            .setRoomJoined(Room.newBuilder().setId(room).setHeadSeq(head))
            .build());
    return log.getLast();
  }

  /** Tells somebody in their own log that they are no longer in a room. */
  Event left(String userId, String room) {
    return left(userId, room, false);
  }

  /** The same of a room that is deleted. */
  Event deleted(String userId, String room) {
    return left(userId, room, true);
  }

  private Event left(String userId, String room, boolean deleted) {
    List<Event> log = logs.computeIfAbsent(new LogId.OfUser(userId), id -> new ArrayList<>());
    log.add(
        Event.newBuilder()
            .setUserSeq(log.size() + 1)
            .setRoomLeft(RoomLeft.newBuilder().setRoomId(room).setDeleted(deleted))
            .build());
    return log.getLast();
  }

  long head(String room) {
    return head(new LogId.OfRoom(room));
  }

  private long head(LogId log) {
    return logs.getOrDefault(log, List.of()).size();
  }

  /** Answers the oldest question, as things are now; false if there is none. */
  boolean answerOne() {
    Runnable question = questions.poll();
    if (question == null) {
      return false;
    }
    question.run();
    return true;
  }

  @Override
  public CompletableFuture<GetStandingResponse> standing(String userId) {
    return ask(() -> standing);
  }

  @Override
  public CompletableFuture<Stretch> read(LogId log, long after, int limit) {
    reads++;
    return ask(() -> {
      List<Event> events = logs.getOrDefault(log, List.of());
      int first = Math.max((int) after, forgotten.getOrDefault(log.id(), 0));
      return new Stretch(
          List.copyOf(
              events.subList(
                  Math.min(first, events.size()), Math.min(first + limit, events.size()))),
          events.size());
    });
  }

  @Override
  public CompletableFuture<ListMovedResponse> moved(
      Map<String, Long> rooms, Map<String, Long> users) {
    return ask(() -> {
      ListMovedResponse.Builder moved = ListMovedResponse.newBuilder();
      rooms.forEach((id, known) -> {
        if (head(id) > known) {
          moved.putRooms(id, head(id));
        }
      });
      users.forEach((id, known) -> {
        long head = head(new LogId.OfUser(id));
        if (head > known) {
          moved.putUsers(id, head);
        }
      });
      return moved.build();
    });
  }

  private <T> CompletableFuture<T> ask(Supplier<T> answer) {
    CompletableFuture<T> future = new CompletableFuture<>();
    questions.add(() -> {
      if (unreachable) {
        future.completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
      } else {
        future.complete(answer.get());
      }
    });
    return future;
  }
}
