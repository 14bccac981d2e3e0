package dev.parley.platform.events;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Message;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What every bus does. It may lose news, so the tests publish until they are heard; what must not
 * happen is looked for once later news has come.
 */
abstract class EventBusContract {
  private static final Subject<Event> ROOM = Subject.room("r1");

  /** The bus of the process that publishes. */
  abstract EventBus publisher();

  /** The bus of the process that listens, which may be the same. */
  abstract EventBus listener();

  @Test
  void whoListensHearsWhatIsPublished() {
    List<Event> heard = listen(ROOM);

    publishUntil(ROOM, event(7, "hello"), heard);

    assertThat(heard).containsOnly(event(7, "hello"));
  }

  @Test
  void everyListenerHears() {
    List<Event> first = listen(ROOM);
    List<Event> second = listen(ROOM);

    publishUntil(ROOM, event(1, "both"), first);
    publishUntil(ROOM, event(1, "both"), second);
  }

  @Test
  void subjectsAreApart() {
    List<Event> room = listen(ROOM);
    List<Event> another = listen(Subject.room("r2"));
    List<Event> person = listen(Subject.user("r1"));

    publishUntil(ROOM, event(1, "here"), room);
    publishUntil(Subject.room("r2"), event(2, "there"), another);

    assertThat(room).containsOnly(event(1, "here"));
    assertThat(another).containsOnly(event(2, "there"));
    assertThat(person).isEmpty();
  }

  @Test
  void whoHasStoppedListeningHearsNothing() {
    List<Event> gone = new CopyOnWriteArrayList<>();
    Subscription subscription = listener().subscribe(ROOM, gone::add);
    publishUntil(ROOM, event(1, "before"), gone);
    List<Event> staying = listen(ROOM);
    publishUntil(ROOM, event(2, "a bridge"), staying);

    subscription.close();
    subscription.close();
    int before = gone.size();
    publishUntil(ROOM, event(3, "after"), staying);

    assertThat(gone.subList(before, gone.size())).doesNotContain(event(3, "after"));
  }

  @Test
  void aSubjectCanBeListenedToAgain() {
    listener().subscribe(ROOM, event -> {}).close();
    List<Event> heard = listen(ROOM);

    publishUntil(ROOM, event(1, "again"), heard);
  }

  @Test
  void aListenerThatFailsCostsTheOthersNothing() {
    listener()
        .subscribe(
            ROOM,
            event -> {
              throw new IllegalStateException("a listener that fails on purpose");
            });
    List<Event> heard = listen(ROOM);

    publishUntil(ROOM, event(1, "anyway"), heard);
  }

  @Test
  void anotherKindThanTheSubjectsIsIgnored() {
    List<Event> heard = listen(ROOM);
    StreamPosition other = StreamPosition.newBuilder().setTransaction(5).build();

    publisher().publish(new Subject<>(ROOM.name(), other.getDefaultInstanceForType()), other);
    publishUntil(ROOM, event(1, "right"), heard);

    assertThat(heard).containsOnly(event(1, "right"));
  }

  @Test
  void publishingToNobodyIsNoError() {
    publisher().publish(Subject.room("empty"), event(1, "nobody is there"));
  }

  private List<Event> listen(Subject<Event> subject) {
    List<Event> heard = new CopyOnWriteArrayList<>();
    listener().subscribe(subject, heard::add);
    return heard;
  }

  private void publishUntil(Subject<Event> subject, Event event, List<Event> heard) {
    until(() -> {
      publisher().publish(subject, event);
      return heard.contains(event);
    });
  }

  static Event event(long seq, String text) {
    return Event.newBuilder()
        .setRoomId("r1")
        .setSeq(seq)
        .setMessageCreated(Message.newBuilder().setText(text))
        .build();
  }
}
