package dev.parley.platform.events;

import io.micrometer.core.instrument.Counter;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of a process to NATS: made in the background, and again for ever. */
final class NatsLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NatsLink.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration JITTER = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final NatsSettings settings;
  private final int maxOutgoing;
  private final Counter dropped;
  private final java.util.function.Consumer<Connection> connected;
  private final Seldom slowness = new Seldom();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("bus-", 0).factory());
  private volatile @Nullable Connection connection;
  private volatile boolean everConnected;
  private volatile String failure = "not tried yet";
  private volatile boolean closed;

  /**
   * Knows how to connect; {@link #open} begins to.
   *
   * @param maxOutgoing messages that wait to be sent; beyond, they are dropped, subscriptions among
   *     them: far more than are ever published at once
   * @param dropped counts messages that NATS dropped on their way out or in
   * @param connected is given each connection that is made anew; it keeps its subscriptions over
   *     reconnects of its own
   */
  NatsLink(
      NatsSettings settings,
      int maxOutgoing,
      Counter dropped,
      java.util.function.Consumer<Connection> connected) {
    this.settings = settings;
    this.maxOutgoing = maxOutgoing;
    this.dropped = dropped;
    this.connected = connected;
  }

  /** Begins to connect. */
  void open() {
    Thread.ofVirtual().name("bus-connect").start(this::connect);
  }

  /** The connection, if it stands right now. */
  @Nullable Connection connection() {
    Connection present = connection;
    return present != null && present.getStatus() == Connection.Status.CONNECTED ? present : null;
  }

  boolean isConnected() {
    return connection() != null;
  }

  /** Why there has been no connection since the start; empty if there has been one. */
  Optional<String> reasonNeverConnected() {
    return everConnected
        ? Optional.empty()
        : Optional.of("bus.url: %s cannot be reached (%s)".formatted(settings, failure));
  }

  @Override
  public void close() {
    closed = true;
    Connection present = connection;
    if (present != null) {
      try {
        present.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.shutdownNow();
  }

  private void connect() {
    boolean complained = false;
    while (!closed) {
      try {
        Connection fresh = Nats.connect(options());
        connection = fresh;
        everConnected = true;
        connected.accept(fresh);
        log.info("connected to {}", settings);
        if (closed) {
          fresh.close();
        }
        if (closed || fresh.getStatus() != Connection.Status.CLOSED) {
          return;
        }
      } catch (IOException e) {
        failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (!complained) {
          log.warn(
              "bus.url: {} cannot be reached ({}): trying again; until then the logs carry all news",
              settings,
              failure);
        }
        complained = true;
      } catch (InterruptedException e) {
        return;
      }
      pause();
    }
  }

  private Options options() {
    Options.Builder options =
        new Options.Builder()
            .server(settings.url())
            .connectionName("parley")
            // Listeners of this process are told by a call.
            .noEcho()
            .executor(threads)
            .connectionTimeout(PATIENCE)
            .socketWriteTimeout(PATIENCE.plus(PATIENCE))
            .pingInterval(PATIENCE)
            .maxPingsOut(2)
            .maxReconnects(-1)
            .reconnectWait(PAUSE)
            .reconnectJitter(JITTER)
            .reconnectJitterTls(JITTER)
            // What cannot be sent now is news no more by the time it can be.
            .reconnectBufferSize(0)
            .maxMessagesInOutgoingQueue(maxOutgoing)
            .discardMessagesWhenOutgoingQueueFull()
            .connectionListener(new Changes())
            .errorListener(new Errors());
    if (!settings.token().isEmpty()) {
      options.token(settings.token().toCharArray());
    } else if (!settings.user().isEmpty()) {
      options.userInfo(settings.user().toCharArray(), settings.password().toCharArray());
    }
    return options.build();
  }

  private static void pause() {
    try {
      Thread.sleep(
          PAUSE.plus(Duration.ofMillis(ThreadLocalRandom.current().nextLong(JITTER.toMillis()))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Changes implements ConnectionListener {
    @Override
    public void connectionEvent(Connection changed, Events event) {
      switch (event) {
        case DISCONNECTED -> {
          if (!closed && changed == connection) {
            log.warn("lost {}: connecting again; until then the logs carry all news", settings);
          }
        }
        case RECONNECTED -> log.info("connected to {} again", settings);
        case CLOSED -> {
          // After being refused twice in a row, the library gives up; settings of NATS may change.
          if (!closed && changed == connection) {
            connection = null;
            open();
          }
        }
        case CONNECTED, RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK ->
            log.debug("{}: {}", settings, event);
      }
    }
  }

  private final class Errors implements ErrorListener {
    @Override
    public void errorOccurred(Connection on, String error) {
      log.warn("{} says: {}", settings, error);
    }

    @Override
    public void exceptionOccurred(Connection on, Exception e) {
      log.debug("the connection to {} failed", settings, e);
    }

    @Override
    public void slowConsumerDetected(Connection on, Consumer consumer) {
      if (slowness.now()) {
        log.warn("news comes faster than it is handled: some is dropped and read from the logs");
      }
    }

    @Override
    public void messageDiscarded(Connection on, Message message) {
      dropped.increment();
    }
  }
}
