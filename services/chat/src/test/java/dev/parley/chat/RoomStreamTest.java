package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.api.v1.Event;
import dev.parley.chat.adapter.grpc.RoomLogEvents;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresRoomStream;
import dev.parley.chat.domain.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomStreamTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final RoomLogEvents stream = new RoomLogEvents(new PostgresRoomStream(chat.database));
  private final Person ada = chat.person("ada");

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void readingOnAndOnGivesEachEventOnceAndARoomsEventsInOrder() throws Exception {
    List<UUID> rooms = List.of(chat.room(ada), chat.room(ada), chat.room(ada));
    for (int i = 0; i < 40; i++) {
      messages.append(chat.draft(rooms.get(i % 3), ada, "text " + i));
    }

    List<Event> events = new ArrayList<>();
    Optional<StreamPosition> position = Optional.empty();
    for (List<DomainEvent> read = stream.read(position, 7);
        !read.isEmpty();
        read = stream.read(position, 7)) {
      for (DomainEvent event : read) {
        events.add(event.getEvent().unpack(Event.class));
      }
      position = Optional.of(read.getLast().getPosition());
    }

    assertThat(events).hasSize(43).doesNotHaveDuplicates();
    for (UUID room : rooms) {
      assertThat(events)
          .filteredOn(event -> event.getRoomId().equals(room.toString()))
          .extracting(Event::getSeq)
          .isEqualTo(LongStream.rangeClosed(1, chat.head(room)).boxed().toList());
    }
  }

  @Test
  void aTransactionThatWroteFirstAndCommitsLastIsNotPassedBy() throws Exception {
    UUID slow = chat.room(ada);
    UUID quick = chat.room(ada);
    List<DomainEvent> before = stream.read(Optional.empty(), 100);
    Optional<StreamPosition> position = Optional.of(before.getLast().getPosition());

    List<DomainEvent> meanwhile =
        chat.database.inTransaction(handle -> {
          writeByHand(handle, slow);
          messageFromAnotherConnection(quick);
          return readFromAnotherConnection(position);
        });
    assertThat(meanwhile).as("what is behind an open transaction").isEmpty();

    List<String> rooms = stream.read(position, 100).stream().map(RoomStreamTest::room).toList();
    assertThat(rooms).containsExactly(slow.toString(), quick.toString());
  }

  @Test
  void aReaderThatKeepsUpWithManyWritersPassesNothingBy() throws Exception {
    List<UUID> rooms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rooms.add(chat.room(ada));
    }
    CompletableFuture<Set<String>> reader = CompletableFuture.supplyAsync(() -> readUntil(310));
    try (PostgresMessageRepository other = chat.node()) {
      List<Sending> sends = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        sends.add(
            Sending.start(
                i % 2 == 0 ? messages : other,
                chat.draft(rooms.get(i % rooms.size()), ada, "text " + i)));
      }
      for (Sending send : sends) {
        send.result();
      }
    }

    assertThat(reader.get(30, TimeUnit.SECONDS)).hasSize(310);
  }

  /** Reads on, never back, until this many different events have come. */
  private Set<String> readUntil(int events) {
    Set<String> seen = new HashSet<>();
    Optional<StreamPosition> position = Optional.empty();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(25);
    while (seen.size() < events && System.nanoTime() < deadline) {
      for (DomainEvent event : stream.read(position, 50)) {
        assertThat(seen.add(event.getPosition().getPlace())).isTrue();
        position = Optional.of(event.getPosition());
      }
    }
    return seen;
  }

  private void messageFromAnotherConnection(UUID room) {
    CompletableFuture.runAsync(() -> messages.append(chat.draft(room, ada, "quick"))).join();
  }

  private List<DomainEvent> readFromAnotherConnection(Optional<StreamPosition> position) {
    return CompletableFuture.supplyAsync(() -> stream.read(position, 100)).join();
  }

  /** As an adapter does, but with the commit still to come. */
  private void writeByHand(Handle handle, UUID room) {
    handle.execute("update chat.rooms set head_seq = head_seq + 1 where id = ?", room);
    handle.execute(
        "insert into chat.room_log (room_id, seq, kind, user_id, create_time) values (?, 2, 'MEMBER_LEFT', ?, now())",
        room,
        ada.id());
  }

  private static String room(DomainEvent event) {
    try {
      return event.getEvent().unpack(Event.class).getRoomId();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
