package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.Standing;
import dev.parley.api.v1.Ack;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Pong;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Resume;
import dev.parley.api.v1.Resync;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.Typing;
import dev.parley.api.v1.Welcome;
import dev.parley.platform.errors.ErrorCatalogue;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import dev.parley.platform.time.Clocks;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's live connection: a state machine from hello to goodbye, free of I/O of its own.
 * Everything happens on the event loop of its transport.
 */
final class Connection implements Follower {
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
  private final Sends sends;
  private final Positions positions;
  private State state;

  /** By the steady clock: when the client gave the last sign of life. */
  private Instant heard;

  /** Whether the person tells how far they have read, and so is told of others. */
  private boolean readReceipts;

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

    /**
     * Events flow.
     *
     * @param expiry of the access token, by the wall clock
     * @param rooms that are followed
     * @param rejoined rooms that were left and joined again, by the person's own log, while the
     *     room's log has not yet brought the leaving; with their heads at the joining
     * @param attendance what it says and hears of presence
     * @param since position in the person's own log; what is before it says nothing about which
     *     rooms to follow
     */
    record Live(
        UUID user,
        UUID session,
        Instant expiry,
        Set<String> rooms,
        Map<String, Long> rejoined,
        Attendance attendance,
        long since)
        implements State {
      Live renewed(UUID newSession, Instant newExpiry) {
        return new Live(user, newSession, newExpiry, rooms, rejoined, attendance, since);
      }
    }

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
            edge.metrics()::leaving,
            edge.metrics()::dropped,
            // Not in the midst of what is being said.
            () -> transport.loop().execute(() -> close(CloseReason.TOO_SLOW)));
    this.sends = new Sends(edge.messenger(), transport.loop(), this::answered);
    this.positions =
        new Positions(edge.messenger(), transport.loop(), problem -> say(error("", problem)));
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

  @Override
  public EventExecutor loop() {
    return transport.loop();
  }

  @Override
  public String userId() {
    return state instanceof State.Live live ? live.user().toString() : "";
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
      case State.Live live -> receive(live, envelope);
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
    say(error("", problem));
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
    if (state instanceof State.Live live) {
      live.rooms().forEach(room -> edge.feeds().leave(new LogId.OfRoom(room), this));
      edge.feeds().leave(new LogId.OfUser(live.user().toString()), this);
      edge.left(this, live.session());
      edge.accounts().leave(live.user());
      live.attendance().end();
    }
    positions.handOverWaiting();
    queue.flush();
    state = new State.Closed();
    queue.close();
    transport.close(reason);
    edge.closed(this);
  }

  /** A session has ended; if it is this connection's, so does the connection. */
  void sessionEnded(UUID session) {
    if (state instanceof State.Live live && live.session().equals(session)) {
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
      case State.Live live -> {
        positions.handOverWaiting();
        live.attendance().tick();
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

  @Override
  public void deliver(LogId logId, Event event, Envelope envelope) {
    if (!(state instanceof State.Live live)) {
      return;
    }
    queue.add(envelope);
    if (event.getUserSeq() > live.since()) {
      if (event.hasRoomJoined()) {
        follow(live, event.getRoomJoined().getId(), event.getRoomJoined().getHeadSeq());
        edge.feeds()
            .sized(
                new LogId.OfRoom(event.getRoomJoined().getId()),
                event.getRoomJoined().getMemberCount());
      } else if (event.hasRoomLeft()) {
        live.rejoined().remove(event.getRoomLeft().getRoomId());
      } else if (event.hasPreferencesChanged()) {
        readReceipts = event.getPreferencesChanged().getReadReceipts();
      } else if (event.hasOwnPresenceChanged()) {
        live.attendance().chosen(event.getOwnPresenceChanged());
      }
    }
  }

  @Override
  public void receipt(Receipt receipt, Envelope envelope) {
    if (!(state instanceof State.Live) || receipt.getUserId().equals(userId())) {
      return;
    }
    queue.addIfRoom(
        readReceipts
            ? envelope
            : new Envelope(
                ServerEnvelope.newBuilder()
                    .setReceipt(receipt.toBuilder().clearReadSeq())
                    .build()));
  }

  @Override
  public void typing(Typing typing, Envelope envelope) {
    if (state instanceof State.Live live) {
      live.attendance().hears(typing, envelope);
    }
  }

  @Override
  public void resync(LogId logId, long head) {
    edge.metrics().resynced();
    String room =
        switch (logId) {
          case LogId.OfRoom ofRoom -> ofRoom.id();
          case LogId.OfUser ignored -> "";
        };
    say(ServerEnvelope.newBuilder().setResync(Resync.newBuilder().setRoomId(room)).build());
  }

  @Override
  public void dismissed(LogId logId) {
    if (state instanceof State.Live live) {
      live.rooms().remove(logId.id());
      @Nullable Long head = live.rejoined().remove(logId.id());
      if (head != null) {
        follow(live, logId.id(), head);
      }
    }
  }

  private void receive(State.Live live, ClientEnvelope envelope) {
    switch (envelope.getKindCase()) {
      case SEND -> {
        if (!edge.admission().maySend(live.user())) {
          intake.take(envelope);
          refuse(
              clientId(envelope),
              ErrorCode.RATE_LIMITED,
              "You send faster than this server takes: wait a second, then send it again.");
        } else if (!sends.offer(live.user(), envelope.getSend())) {
          intake.take(envelope);
          refuse(
              clientId(envelope),
              ErrorCode.RATE_LIMITED,
              Sends.MAX_WAITING + " sends are under way: wait for their acks, then send it again.");
        } else {
          live.attendance().sends(envelope.getSend().getRoomId());
        }
      }
      case RENEW -> renew(live, envelope.getRenew().getAccessToken());
      case PING -> say(ServerEnvelope.newBuilder().setPong(Pong.getDefaultInstance()).build());
      case READ -> {
        if (isIn(live, envelope.getRead().getRoomId())) {
          positions.read(live.user(), envelope.getRead());
        }
      }
      case DELIVERED -> {
        if (isIn(live, envelope.getDelivered().getRoomId())) {
          positions.delivered(live.user(), envelope.getDelivered());
        }
      }
      case TYPING -> {
        if (isIn(live, envelope.getTyping().getRoomId())) {
          live.attendance().types(envelope.getTyping().getRoomId());
        }
      }
      case WATCH -> live.attendance().watch(envelope.getWatch());
      case ACTIVITY -> live.attendance().activity(envelope.getActivity());
      case HELLO ->
          refuse(
              "",
              ErrorCode.INVALID_ARGUMENT,
              "This connection has said hello already: use renew for a newer token.");
      case KIND_NOT_SET ->
          refuse(
              "",
              ErrorCode.MALFORMED_REQUEST,
              "The envelope is empty (expected one of hello, send, renew, ping, read, delivered, typing, watch,"
                  + " activity).");
    }
  }

  /** Refuses where not; what is for a room that was left meanwhile costs chat nothing. */
  private boolean isIn(State.Live live, String room) {
    boolean in = live.rooms().contains(room);
    if (!in) {
      refuse("", ErrorCode.ROOM_NOT_FOUND, "You are not in a room with the id " + room + ".");
    }
    return in;
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
    Resume resume = hello.getResume();
    State.Live live =
        new State.Live(
            valid.userId(),
            valid.sessionId(),
            valid.expiry(),
            new HashSet<>(),
            new HashMap<>(),
            new Attendance(
                id,
                valid.userId().toString(),
                standing.getOwnPresence(),
                edge,
                queue,
                loop(),
                problem -> say(error("", problem)),
                clocks),
            standing.getUserSeq());
    state = live;
    readReceipts = standing.getReadReceipts();
    edge.opened(this, live.session());
    if (edge.admission().hasEnded(live.session())) {
      // While the connection was being opened.
      sessionEnded(live.session());
      return;
    }
    say(
        ServerEnvelope.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setSessionId(id)
                    .setUserId(valid.userId().toString())
                    .setHeartbeatSeconds(edge.settings().heartbeatSeconds())
                    .setUserSeq(standing.getUserSeq()))
            .build());
    Resumption resumption = new Resumption(resume);
    for (Standing room : standing.getRoomsList()) {
      live.rooms().add(room.getRoomId());
      edge.feeds()
          .join(
              new LogId.OfRoom(room.getRoomId()),
              this,
              resumption.startingAt(room),
              room.getHeadSeq());
      edge.feeds().sized(new LogId.OfRoom(room.getRoomId()), room.getMemberCount());
    }
    resumption.refusals().forEach(problem -> say(error("", problem)));
    edge.feeds()
        .join(
            new LogId.OfUser(userId()),
            this,
            resume.hasUser() ? resume.getUser() : standing.getUserSeq(),
            standing.getUserSeq());
    live.attendance().begin(hello.getActivity());
    // What was committed between the standing and the joining was announced to nobody.
    edge.lookSoon();
  }

  private void follow(State.Live live, String room, long head) {
    if (live.rooms().add(room)) {
      edge.feeds().join(new LogId.OfRoom(room), this, head, head);
    } else {
      live.rejoined().put(room, head);
    }
  }

  private void renew(State.Live live, String token) {
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
            case Verification.Valid valid
                when valid.userId().equals(live.user()) && state instanceof State.Live now ->
                renewed(now, valid);
            case Verification.Valid ignored ->
                refuse("", ErrorCode.UNAUTHENTICATED, "The token is somebody else's.");
            case Verification.Invalid invalid ->
                refuse("", ErrorCode.UNAUTHENTICATED, invalid.reason());
          }
        });
  }

  private void renewed(State.Live now, Verification.Valid valid) {
    if (!now.session().equals(valid.sessionId())) {
      edge.left(this, now.session());
      edge.opened(this, valid.sessionId());
    }
    state = now.renewed(valid.sessionId(), valid.expiry());
    if (edge.admission().hasEnded(valid.sessionId())) {
      sessionEnded(valid.sessionId());
    }
  }

  private void answered(Sends.Answer answer) {
    say(
        switch (answer) {
          case Sends.Answer.Durable durable ->
              ServerEnvelope.newBuilder()
                  .setAck(
                      Ack.newBuilder()
                          .setClientId(durable.clientId())
                          .setRoomId(durable.message().getRoomId())
                          .setMessageId(durable.message().getId())
                          .setSeq(durable.message().getSeq())
                          .setCreateTime(durable.message().getCreateTime()))
                  .build();
          case Sends.Answer.Refused refused -> error(refused.clientId(), refused.problem());
        });
  }

  private void unavailable(@Nullable Throwable failure) {
    log.warn("{}: opening the connection failed", id, failure);
    refuse("", ErrorCode.UNAVAILABLE, ErrorCatalogue.entry(ErrorCode.UNAVAILABLE).title());
    close(CloseReason.UNAVAILABLE);
  }

  private void refuse(String clientId, ErrorCode code, String message) {
    say(error(clientId, Problems.problem(code, message, List.of())));
  }

  private static ServerEnvelope error(String clientId, Problem problem) {
    return ServerEnvelope.newBuilder()
        .setError(
            dev.parley.api.v1.Error.newBuilder()
                .setClientId(clientId)
                .setCode(problem.getCode())
                .setMessage(problem.getDetail())
                .setRetryable(problem.getRetryable()))
        .build();
  }

  private void say(ServerEnvelope envelope) {
    queue.add(new Envelope(envelope));
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
