package dev.parley.platform.events;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus of many processes, over NATS core. Listeners of this process are told at once, by a call;
 * those of others through NATS, with one subscription per subject that somebody listens to. An
 * event travels as a {@link Any}, so that what is not the subject's kind is seen and ignored.
 *
 * <p>While NATS is out of reach, publishing drops and listening waits; both go on by themselves
 * when it is back. What is sent or heard faster than it can be handled is dropped beyond a bound.
 */
public final class NatsEventBus implements EventBus, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NatsEventBus.class);
  private static final String PREFIX = "parley.";

  /** News that waits to be sent; beyond, it is dropped. */
  private static final int MAX_OUTGOING = 16_384;

  /** News that waits for the listeners of this process; beyond, it is dropped. */
  private static final long MAX_INCOMING = 65_536;

  private static final long MAX_INCOMING_BYTES = 64L << 20;

  private final InProcessEventBus local = new InProcessEventBus();
  private final NatsLink link;
  private final BlockingQueue<Outgoing> outgoing = new ArrayBlockingQueue<>(MAX_OUTGOING);
  private final Thread sender = Thread.ofPlatform().daemon().name("bus-send").unstarted(this::send);
  private final Counter published;
  private final Counter received;
  private final Counter dropped;
  private final Counter nonsense;
  private final Seldom complaints = new Seldom();
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock:
  private final Map<String, Ear> ears = new HashMap<>();
  private @Nullable Dispatcher dispatcher;

  /** News on its way to other processes. */
  private record Outgoing(String subject, Message event) {}

  /** Where somebody in this process listens. */
  private static final class Ear {
    private final Subject<?> subject;
    private int listeners;

    Ear(Subject<?> subject) {
      this.subject = subject;
    }
  }

  /** Begins to connect, and returns at once. */
  public NatsEventBus(NatsSettings settings, MeterRegistry metrics) {
    this.published = metrics.counter("parley.bus.published");
    this.received = metrics.counter("parley.bus.received");
    this.dropped = metrics.counter("parley.bus.dropped");
    this.nonsense = metrics.counter("parley.bus.nonsense");
    this.link = new NatsLink(settings, 4 * MAX_OUTGOING, dropped, this::connected);
    metrics.gauge("parley.bus.connected", link, l -> l.isConnected() ? 1 : 0);
    link.open();
    sender.start();
  }

  /**
   * Why this process should not get traffic yet: it has never reached NATS. Once it has, losing
   * NATS is no reason, since every process would lose it alike and the logs carry on.
   */
  public Optional<String> reasonNotReady() {
    return link.reasonNeverConnected();
  }

  @Override
  public <T extends Message> void publish(Subject<T> subject, T event) {
    local.publish(subject, event);
    if (!link.isConnected() || !outgoing.offer(new Outgoing(PREFIX + subject.name(), event))) {
      dropped.increment();
    }
  }

  @Override
  public <T extends Message> Subscription subscribe(Subject<T> subject, Consumer<T> listener) {
    Subscription heard = local.subscribe(subject, listener);
    lock.lock();
    try {
      Ear ear = ears.computeIfAbsent(subject.name(), name -> new Ear(subject));
      if (ear.listeners++ == 0) {
        listen(subject);
      }
    } finally {
      lock.unlock();
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        heard.close();
        leave(subject);
      }
    };
  }

  /** The connection to NATS, if it stands right now. */
  @Nullable Connection connection() {
    return link.connection();
  }

  @Override
  public void close() {
    sender.interrupt();
    link.close();
  }

  /**
   * On a thread of its own: the library holds locks while it writes to a socket that takes nothing,
   * and publishers must not wait for them.
   */
  private void send() {
    try {
      while (true) {
        Outgoing next = outgoing.take();
        Connection connection = link.connection();
        while (connection != null && connection.outgoingPendingMessageCount() >= MAX_OUTGOING) {
          Thread.sleep(1);
          connection = link.connection();
        }
        send(connection, next);
      }
    } catch (InterruptedException e) {
      log.debug("the bus has been closed");
    }
  }

  private void send(@Nullable Connection connection, Outgoing news) {
    if (connection == null) {
      dropped.increment();
      return;
    }
    try {
      connection.publish(news.subject(), Any.pack(news.event()).toByteArray());
      published.increment();
    } catch (RuntimeException e) {
      // The connection has just gone, or the event is larger than NATS takes.
      log.debug("{} was not sent", news.subject(), e);
      dropped.increment();
    }
  }

  private void connected(Connection connection) {
    lock.lock();
    try {
      Dispatcher fresh = connection.createDispatcher(message -> heard(message));
      fresh.setPendingLimits(MAX_INCOMING, MAX_INCOMING_BYTES);
      dispatcher = fresh;
      ears.values().forEach(ear -> listen(ear.subject));
    } finally {
      lock.unlock();
    }
  }

  private void listen(Subject<?> subject) {
    withDispatcher(to -> to.subscribe(PREFIX + subject.name()));
  }

  private void leave(Subject<?> subject) {
    lock.lock();
    try {
      Ear ear = ears.get(subject.name());
      if (ear != null && --ear.listeners == 0) {
        ears.remove(subject.name());
        withDispatcher(from -> from.unsubscribe(PREFIX + subject.name()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void withDispatcher(Consumer<Dispatcher> change) {
    Dispatcher present = dispatcher;
    if (present == null) {
      return;
    }
    try {
      change.accept(present);
    } catch (IllegalStateException e) {
      // The connection has just ended for good; the next one subscribes to what is listened to
      // then.
      log.debug("the bus is between two connections", e);
    }
  }

  /** On the dispatcher's thread. */
  private void heard(io.nats.client.Message message) {
    received.increment();
    String name = message.getSubject().substring(PREFIX.length());
    lock.lock();
    Ear ear;
    try {
      ear = ears.get(name);
    } finally {
      lock.unlock();
    }
    if (ear != null) {
      pass(ear.subject, message.getData());
    }
  }

  private <T extends Message> void pass(Subject<T> subject, byte @Nullable [] bytes) {
    T event = read(subject, bytes);
    if (event != null) {
      local.publish(subject, event);
    } else {
      nonsense.increment();
      if (complaints.now()) {
        log.warn(
            "{}: {} bytes that are no {} came over the bus and are ignored: something else uses this NATS, or a process"
                + " of another release",
            subject.name(),
            bytes == null ? 0 : bytes.length,
            subject.kind().getDescriptorForType().getFullName());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Message> @Nullable T read(Subject<T> subject, byte @Nullable [] bytes) {
    try {
      Any any = Any.parseFrom(bytes == null ? new byte[0] : bytes);
      return any.is(subject.kind().getClass())
          ? (T) any.unpack((Class<T>) subject.kind().getClass())
          : null;
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
