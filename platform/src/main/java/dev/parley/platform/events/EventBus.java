package dev.parley.platform.events;

import com.google.protobuf.Message;
import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.ReceiptNews;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.api.internal.v1.TypingNews;
import dev.parley.api.v1.Event;
import java.util.function.Consumer;

/**
 * News for whoever listens right now: at most once, in no guaranteed order. Nothing may be lost if
 * the bus loses it.
 */
public interface EventBus {
  /**
   * Tells everyone who listens to the subject. Waits neither for them nor for the network: what
   * cannot be sent is dropped.
   *
   * @param event shared by all listeners; must not change
   */
  <T extends Message> void publish(Subject<T> subject, T event);

  /**
   * Listens to a subject until closed. The listener is called on the publisher's thread or the
   * bus's own, so it must be quick and must not block. It never gets another kind of message than
   * the subject's.
   */
  <T extends Message> Subscription subscribe(Subject<T> subject, Consumer<T> listener);

  /** An open ear. Closing it twice does nothing. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What news is about.
   *
   * @param name dotted, such as {@code room.0198...}
   * @param kind the default instance of the messages it carries
   */
  record Subject<T extends Message>(String name, T kind) {
    /** Events of a room's log. */
    public static Subject<Event> room(String roomId) {
      return new Subject<>("room." + roomId, Event.getDefaultInstance());
    }

    /** How far members of a room have received and read it. */
    public static Subject<ReceiptNews> receipts(String roomId) {
      return new Subject<>("receipts." + roomId, ReceiptNews.getDefaultInstance());
    }

    /** Who is typing in a room. */
    public static Subject<TypingNews> typing(String roomId) {
      return new Subject<>("typing." + roomId, TypingNews.getDefaultInstance());
    }

    /** How a person is. */
    public static Subject<PresenceNews> presence(String userId) {
      return new Subject<>("presence." + userId, PresenceNews.getDefaultInstance());
    }

    /** Events of a person's own log. */
    public static Subject<Event> user(String userId) {
      return new Subject<>("user." + userId, Event.getDefaultInstance());
    }

    /** A stream of domain events has grown: read its outbox. */
    public static Subject<StreamPosition> stream(String stream) {
      return new Subject<>("stream." + stream, StreamPosition.getDefaultInstance());
    }

    /** Sessions that have ended before their time. */
    public static Subject<SessionEnded> sessionEnds() {
      return new Subject<>("sessions.ended", SessionEnded.getDefaultInstance());
    }

    /** The message as this subject's kind; null if it is of another. */
    @SuppressWarnings("unchecked")
    @org.jspecify.annotations.Nullable
    T cast(Message message) {
      return kind.getClass().isInstance(message) ? (T) message : null;
    }
  }
}
