package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.ErrorCatalogue;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import dev.parley.platform.time.Clocks;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's live connection: a state machine from hello to goodbye, free of I/O of its own.
 * Everything happens on the event loop of its transport.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  /**
   * A token that has run out is forgiven for this long, so that a renewal that is on its way
   * arrives.
   */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final String id;
  private final Transport transport;
  private final String address;
  private final Edge edge;
  private final Clocks clocks;
  private final Intake intake;
  private final OutboundQueue queue;
  private final Replies replies;
  private State state;

  /** By the steady clock: when the client gave the last sign of life. */
  private Instant heard;

  /** Where a connection stands. */
  private sealed interface State {
    /**
     * Nobody has said who calls.
     *
     * @param since by the steady clock
     */
    record AwaitingHello(Instant since) implements State {}

    /** The token is being verified, or the logs looked up. */
    record Opening() implements State {}

    /** Events flow. */
    record Flowing(Live live) implements State {}

    /** It is over. */
    record Closed() implements State {}
  }

  Connection(String id, Transport transport, String address, Edge edge, Clocks clocks) {
    this.id = id;
    this.transport = transport;
    this.address = address;
    this.edge = edge;
    this.clocks = clocks;
    this.intake = new Intake(edge.settings().framesPerSecond(), clocks.steady());
    this.queue =
        new OutboundQueue(
            transport,
            edge.flusher(transport.loop()),
            edge.settings().queueBytes(),
            edge.metrics()::dropped,
            // Not in the midst of what is being said.
            () -> transport.loop().execute(() -> close(CloseReason.TOO_SLOW)));
    this.replies = new Replies(queue);
    this.heard = clocks.steady().instant();
    this.state = new State.AwaitingHello(heard);
  }

  String id() {
    return id;
  }

  /** Where it comes from. */
  String address() {
    return address;
  }

  /** What waits to be written; from other threads, roughly. */
  long queuedBytes() {
    return queue.bytes();
  }

  /** The event loop that everything happens on. */
  EventExecutor loop() {
    return transport.loop();
  }

  /** What the client said. */
  void receive(ClientEnvelope envelope) {
    heard = clocks.steady().instant();
    if (!envelope.hasSend()) {
      // Sends have an allowance of their own.
      intake.take(envelope);
    }
    switch (state) {
      case State.AwaitingHello ignored -> {
        if (envelope.hasHello()) {
          open(envelope.getHello());
        } else {
          refuse(
              "",
              ErrorCode.HELLO_EXPECTED,
              "The first frame must be hello with an access token; it was "
                  + envelope.getKindCase()
                  + ".");
          close(CloseReason.HELLO_EXPECTED);
        }
      }
      case State.Opening ignored ->
          refuse(
              clientId(envelope),
              ErrorCode.HELLO_EXPECTED,
              "Wait for welcome before you send anything else.");
      case State.Flowing flowing when envelope.hasRenew() ->
          renew(flowing.live(), envelope.getRenew().getAccessToken());
      case State.Flowing flowing -> flowing.live().receive(envelope);
      case State.Closed ignored -> log.trace("{}: a frame after the end", id);
    }
  }

  /**
   * What the client sent could not be read, or is over the limit; the connection stays.
   *
   * @param bytes of what was sent
   */
  void refuse(Problem problem, int bytes) {
    intake.take(bytes);
    replies.refuse("", problem);
  }

  /** The client sent what only the wire understands, such as a WebSocket's own ping. */
  void control(int bytes) {
    intake.take(bytes);
  }

  /**
   * For how long the wire is to bring nothing more, because the client asks for more than it may.
   * The client is told, so ask once after each thing that it sent.
   */
  Duration pause() {
    Duration pause = intake.pause();
    if (!pause.isZero()) {
      refuse(
          "",
          ErrorCode.RATE_LIMITED,
          "You ask for more than "
              + edge.settings().framesPerSecond()
              + " frames a second over this connection: it is read on in "
              + pause.toMillis()
              + " ms.");
    }
    return pause;
  }

  /** Whether nothing has been said yet. */
  boolean awaitsHello() {
    return state instanceof State.AwaitingHello;
  }

  /** There is no place for it. */
  void turnAway(String whose, int most) {
    refuse(
        "",
        ErrorCode.TOO_MANY_CONNECTIONS,
        "There are " + most + " live connections of " + whose + " already: close another first.");
    close(CloseReason.TOO_MANY);
  }

  /** The client has gone, or the server ends the connection. */
  void close(CloseReason reason) {
    if (state instanceof State.Closed) {
      return;
    }
    if (state instanceof State.Flowing(Live live)) {
      live.end();
      edge.left(this, live.session());
      edge.accounts().leave(live.user());
    }
    queue.flush();
    state = new State.Closed();
    queue.close();
    transport.close(reason);
    edge.closed(this);
  }

  /** A session has ended; if it is this connection's, so does the connection. */
  void sessionEnded(UUID session) {
    if (state instanceof State.Flowing(Live live) && live.session().equals(session)) {
      refuse("", ErrorCode.SESSION_ENDED, "This session has ended: sign in again.");
      close(CloseReason.SIGN_IN_AGAIN);
    }
  }

  /** Looks at the clocks: ends what has waited, been silent or gone unrenewed for too long. */
  void tick() {
    Instant now = clocks.steady().instant();
    switch (state) {
      case State.AwaitingHello waiting -> {
        if (now.isAfter(waiting.since().plusSeconds(edge.settings().helloSeconds()))) {
          close(CloseReason.HELLO_EXPECTED);
        }
      }
      case State.Flowing(Live live) -> {
        live.tick();
        if (now.isAfter(heard.plusSeconds(3L * edge.settings().heartbeatSeconds()))) {
          close(CloseReason.SILENT);
        } else if (clocks.wall().instant().isAfter(live.expiry().plus(GRACE))) {
          close(CloseReason.SIGN_IN_AGAIN);
        }
      }
      case State.Opening ignored -> log.trace("{}: opening", id);
      case State.Closed ignored -> log.trace("{}: closed", id);
    }
  }

  private void open(Hello hello) {
    state = new State.Opening();
    onLoop(
        edge.admission().verify(hello.getAccessToken()),
        (verified, failure) -> {
          switch (verified) {
            case null -> unavailable(failure);
            case Verification.Invalid invalid -> {
              refuse("", ErrorCode.UNAUTHENTICATED, invalid.reason());
              close(CloseReason.SIGN_IN_AGAIN);
            }
            case Verification.Valid valid -> welcome(valid, hello);
          }
        });
  }

  private void welcome(Verification.Valid valid, Hello hello) {
    onLoop(
        edge.reader().standing(valid.userId().toString()),
        (standing, failure) -> {
          if (standing == null) {
            unavailable(failure);
          } else if (!edge.accounts().take(valid.userId())) {
            turnAway("this account", edge.accounts().most());
          } else {
            goLive(valid, standing, hello);
          }
        });
  }

  private void goLive(Verification.Valid valid, GetStandingResponse standing, Hello hello) {
    Live live =
        new Live(id, valid, standing, edge, new Live.Wire(queue, replies, intake, loop()), clocks);
    state = new State.Flowing(live);
    edge.opened(this, live.session());
    if (edge.admission().hasEnded(live.session())) {
      // While the connection was being opened.
      sessionEnded(live.session());
      return;
    }
    live.begin(standing, hello);
  }

  private void renew(Live live, String token) {
    intake.takeRenewal();
    onLoop(
        edge.admission().verify(token),
        (verified, failure) -> {
          switch (verified) {
            case null ->
                refuse(
                    "",
                    ErrorCode.UNAVAILABLE,
                    "The token could not be verified right now: renew again shortly.");
            case Verification.Valid valid when valid.userId().equals(live.user()) ->
                renewed(live, valid);
            case Verification.Valid ignored ->
                refuse("", ErrorCode.UNAUTHENTICATED, "The token is somebody else's.");
            case Verification.Invalid invalid ->
                refuse("", ErrorCode.UNAUTHENTICATED, invalid.reason());
          }
        });
  }

  private void renewed(Live live, Verification.Valid valid) {
    if (!live.session().equals(valid.sessionId())) {
      edge.left(this, live.session());
      edge.opened(this, valid.sessionId());
    }
    live.renewed(valid);
    if (edge.admission().hasEnded(valid.sessionId())) {
      sessionEnded(valid.sessionId());
    }
  }

  private void unavailable(@Nullable Throwable failure) {
    log.warn("{}: opening the connection failed", id, failure);
    refuse("", ErrorCode.UNAVAILABLE, ErrorCatalogue.entry(ErrorCode.UNAVAILABLE).title());
    close(CloseReason.UNAVAILABLE);
  }

  private void refuse(String clientId, ErrorCode code, String message) {
    replies.refuse(clientId, code, message);
  }

  private <T> void onLoop(
      java.util.concurrent.CompletableFuture<T> future,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    future.whenComplete((value, failure) ->
        loop()
            .execute(() -> {
              if (!(state instanceof State.Closed)) {
                then.accept(value, failure);
              }
            }));
  }

  private static String clientId(ClientEnvelope envelope) {
    return envelope.hasSend() ? envelope.getSend().getClientId() : "";
  }
}
