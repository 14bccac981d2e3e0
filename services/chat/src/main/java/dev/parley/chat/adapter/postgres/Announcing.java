package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.platform.db.Database;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Transactions whose events are announced once they have committed. */
record Announcing(Database database, Announcer announcer) {
  /** What a transaction has come to, and what is to be announced of it. */
  record Told<T>(T result, List<RoomEvent> roomEvents, List<UserEvent> userEvents) {
    static <T> Told<T> nothing(T result) {
      return new Told<>(result, List.of(), List.of());
    }

    <S> Told<S> map(Function<T, S> with) {
      return new Told<>(with.apply(result), roomEvents, userEvents);
    }
  }

  <T> T commit(Function<Handle, Told<T>> work) {
    Told<T> told = database.inTransaction(work::apply);
    told.roomEvents().forEach(announcer::announce);
    told.userEvents().forEach(announcer::announce);
    return told.result();
  }
}
