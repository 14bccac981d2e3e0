package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.ReceiptNews;
import dev.parley.api.internal.v1.TypingNews;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.Typing;
import dev.parley.gateway.edge.LogReader.Stretch;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log and those who follow it on this edge. News from the bus may be lost, repeated or out of
 * order; the feed delivers each event once and in order, and reads from the log what the bus did
 * not bring.
 */
final class Feed {
  private static final Logger log = LoggerFactory.getLogger(Feed.class);
  private static final int READ = 500;
  private static final long UNKNOWN = -1;

  private final LogId id;
  private final LogReader reader;
  private final int maxReplay;
  private final Function<EventExecutor, Flusher> flushers;
  private final EdgeMetrics metrics;
  private final Subscription subscription;
  private final Subscription receipts;
  private final Subscription typing;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock:
  private final Map<EventExecutor, Group> groups = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long head = UNKNOWN;
  private long announced;
  private final Set<Follower> present = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean pulling;
  private boolean closed;

  /** How many are in the room, as far as is known. */
  private volatile int members;

  /** One who knows of a position that the feed has not reached. */
  private record Waiting(Follower follower, long position) {}

  /**
   * Listens to the log's subject from now on.
   *
   * @param maxReplay most events that one who joins is given from the log
   * @param flushers of the loops that followers live on
   */
  Feed(
      LogId id,
      LogReader reader,
      EventBus bus,
      int maxReplay,
      Function<EventExecutor, Flusher> flushers,
      EdgeMetrics metrics) {
    this.id = id;
    this.reader = reader;
    this.maxReplay = maxReplay;
    this.flushers = flushers;
    this.metrics = metrics;
    this.subscription = bus.subscribe(id.subject(), this::heard);
    this.receipts =
        switch (id) {
          case LogId.OfRoom room -> bus.subscribe(Subject.receipts(room.id()), this::pass);
          case LogId.OfUser ignored -> () -> {};
        };
    this.typing =
        switch (id) {
          case LogId.OfRoom room -> bus.subscribe(Subject.typing(room.id()), this::pass);
          case LogId.OfUser ignored -> () -> {};
        };
  }

  LogId id() {
    return id;
  }

  /** Position of the newest event delivered, or 0 while nobody has said where the log stands. */
  long position() {
    lock.lock();
    try {
      return Math.max(head, 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a follower, who gets every event after a position, first from the log and then live.
   *
   * @param position the last event that the follower knows
   * @param known where the head of the log is known to have been
   * @return false if the last follower has just gone and the feed with it: ask for a new one
   */
  boolean join(Follower follower, long position, long known) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      present.add(follower);
      if (head == UNKNOWN) {
        head = known;
      }
      announced = Math.max(announced, known);
      pullIfBehind();
      admit(follower, position);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The room is known to have so many members; what the log brings is counted from there. */
  void sized(int count) {
    members = count;
  }

  /** How many are in the room, roughly: who joins while somebody asks may be missing. */
  int members() {
    return members;
  }

  /** Removes a follower; without any, the feed ends. */
  void leave(Follower follower) {
    lock.lock();
    try {
      if (!present.remove(follower)) {
        return;
      }
      waiting.removeIf(w -> w.follower() == follower);
      Group group = groups.get(follower.loop());
      if (group != null) {
        follower.loop().execute(() -> group.remove(List.of(follower)));
      }
      closeIfEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the last follower has gone. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The log's head is known to be at least here. */
  void moved(long newHead) {
    lock.lock();
    try {
      announced = Math.max(announced, newHead);
      pullIfBehind();
    } finally {
      lock.unlock();
    }
  }

  private void heard(Event event) {
    if (!id.owns(event)) {
      log.debug("{} carried an event of another log, which is ignored", id.subject().name());
      return;
    }
    long position = id.position(event);
    lock.lock();
    try {
      announced = Math.max(announced, position);
      if (head != UNKNOWN && position == head + 1) {
        advance(List.of(event));
      }
      pullIfBehind();
    } finally {
      lock.unlock();
    }
  }

  /** Receipts are positions, not events: the newest counts, and nothing is made up for. */
  private void pass(ReceiptNews news) {
    Receipt receipt = news.getReceipt();
    Envelope envelope = new Envelope(ServerEnvelope.newBuilder().setReceipt(receipt).build());
    lock.lock();
    try {
      groups.forEach((loop, group) ->
          loop.execute(() ->
              group.followers().stream()
                  .filter(follower -> !news.getHiddenFromList().contains(follower.userId()))
                  .forEach(follower -> follower.receipt(receipt, envelope))));
    } finally {
      lock.unlock();
    }
  }

  /** Like receipts, and over in seconds. */
  private void pass(TypingNews news) {
    Typing typing = news.getTyping();
    if (!typing.getRoomId().equals(id.id())) {
      return;
    }
    Envelope envelope = new Envelope(ServerEnvelope.newBuilder().setTyping(typing).build());
    lock.lock();
    try {
      groups.forEach((loop, group) ->
          loop.execute(() ->
              group.followers().stream()
                  .filter(follower -> !news.getHiddenFromList().contains(follower.userId()))
                  .forEach(follower -> follower.typing(typing, envelope))));
    } finally {
      lock.unlock();
    }
  }

  private void pullIfBehind() {
    if (head == UNKNOWN || announced <= head || pulling) {
      return;
    }
    pulling = true;
    long asked = announced;
    reader.read(id, head, READ).whenComplete((stretch, failure) -> pulled(asked, stretch, failure));
  }

  private void pulled(long asked, @Nullable Stretch stretch, @Nullable Throwable failure) {
    lock.lock();
    try {
      pulling = false;
      if (stretch == null) {
        // The next look at which logs have moved tries again.
        log.warn("{} could not be read after {}", id, head, failure);
        return;
      }
      List<Event> next = unbroken(stretch.events(), head);
      if (!next.isEmpty()) {
        advance(next);
      } else if (stretch.head() > head) {
        skipTo(stretch.head());
      }
      if (announced == asked) {
        // Nothing was announced meanwhile, so the log has the last word; what it does not have was
        // never so.
        announced = Math.max(head, stretch.head());
      }
      letInTheWaiting();
      pullIfBehind();
    } finally {
      lock.unlock();
    }
  }

  /** The events that follow a position one by one. */
  private List<Event> unbroken(List<Event> events, long position) {
    List<Event> next = new ArrayList<>();
    for (Event event : events) {
      if (id.position(event) == position + next.size() + 1) {
        next.add(event);
      }
    }
    return next;
  }

  /** What comes next is no longer kept: everybody reads it by request. */
  private void skipTo(long newHead) {
    log.warn("{} is no longer kept between {} and {}", id, head, newHead);
    head = newHead;
    groups.forEach((loop, group) ->
        loop.execute(() -> {
          group.tell();
          group.followers().forEach(follower -> follower.resync(id, newHead));
        }));
    letInTheWaiting();
  }

  /** Delivers the events that come next. */
  private void advance(List<Event> events) {
    head = id.position(events.getLast());
    events.forEach(this::count);
    List<Envelope> envelopes = events.stream().map(Envelope::live).toList();
    groups.forEach((loop, group) -> loop.execute(() -> hear(group, envelopes)));
    letInTheWaiting();
  }

  /** With the lock held. */
  private void count(Event event) {
    if (event.hasMemberJoined()) {
      members = members + 1;
    } else if (event.hasMemberLeft()) {
      members = members - 1;
    }
  }

  /** On the group's loop. */
  private void hear(Group group, List<Envelope> events) {
    for (Envelope envelope : events) {
      group.hear(envelope);
      Event event = envelope.message().getEvent();
      if (event.hasMemberLeft()) {
        dismiss(group, event.getMemberLeft().getPerson().getId());
      }
    }
  }

  /** Who has left sees nothing after that. On the group's loop. */
  private void dismiss(Group group, String userId) {
    List<Follower> left =
        group.followers().stream().filter(follower -> follower.userId().equals(userId)).toList();
    if (left.isEmpty()) {
      return;
    }
    group.remove(left);
    lock.lock();
    try {
      left.forEach(present::remove);
      closeIfEmpty();
    } finally {
      lock.unlock();
    }
    left.forEach(follower -> follower.dismissed(id));
  }

  private void closeIfEmpty() {
    if (present.isEmpty() && !closed) {
      closed = true;
      subscription.close();
      receipts.close();
      typing.close();
    }
  }

  private void letInTheWaiting() {
    List<Waiting> ready =
        waiting.stream().filter(w -> w.position() <= head || announced <= head).toList();
    waiting.removeAll(ready);
    ready.forEach(w -> admit(w.follower(), w.position()));
  }

  private void admit(Follower follower, long position) {
    if (position == head) {
      goLive(follower);
    } else if (position > head && announced > head) {
      waiting.add(new Waiting(follower, position));
    } else if (position < 0 || position > head || head - position > maxReplay) {
      resync(follower);
    } else {
      reader
          .read(id, position, READ)
          .whenComplete((stretch, failure) -> replay(follower, position, stretch));
    }
  }

  private void replay(Follower follower, long position, @Nullable Stretch stretch) {
    lock.lock();
    try {
      if (!present.contains(follower)) {
        return;
      }
      Stretch read = stretch == null ? new Stretch(List.of(), position) : stretch;
      List<Event> missed =
          unbroken(read.events(), position).stream()
              .filter(event -> id.position(event) <= head)
              .toList();
      if (missed.isEmpty()) {
        // Unreadable, or no longer kept: the client reads it by request.
        resync(follower);
        return;
      }
      int end = endOfMembership(missed, follower.userId());
      List<Event> seen = missed.subList(0, end);
      // What was missed is the beginning of the stretch.
      List<Envelope> envelopes = read.envelopes().subList(0, seen.size());
      metrics.replayed(seen.size());
      boolean left = end < missed.size() || isLeaving(seen.getLast(), follower.userId());
      follower
          .loop()
          .execute(() -> {
            envelopes.forEach(envelope -> follower.deliver(id, envelope));
            if (left) {
              follower.dismissed(id);
            }
          });
      if (left) {
        present.remove(follower);
        closeIfEmpty();
      } else {
        admit(follower, id.position(seen.getLast()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Index after the event by which the person left, or of the end. */
  private static int endOfMembership(List<Event> events, String userId) {
    for (int i = 0; i < events.size(); i++) {
      if (isLeaving(events.get(i), userId)) {
        return i + 1;
      }
    }
    return events.size();
  }

  private static boolean isLeaving(Event event, String userId) {
    return event.hasMemberLeft() && event.getMemberLeft().getPerson().getId().equals(userId);
  }

  private void resync(Follower follower) {
    long from = head;
    follower.loop().execute(() -> follower.resync(id, from));
    goLive(follower);
  }

  private void goLive(Follower follower) {
    Group group =
        groups.computeIfAbsent(
            follower.loop(), loop -> new Group(id, flushers.apply(loop), metrics));
    follower.loop().execute(() -> group.add(follower));
  }
}
