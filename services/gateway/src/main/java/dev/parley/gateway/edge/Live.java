package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.Standing;
import dev.parley.api.v1.Ack;
import dev.parley.api.v1.BlocksChanged;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Pong;
import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Resume;
import dev.parley.api.v1.Resync;
import dev.parley.api.v1.RoomLeft;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.Typing;
import dev.parley.api.v1.Welcome;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import dev.parley.platform.time.Clocks;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which events flow: it follows the person's rooms and their own log, and takes
 * what the client says. Confined to the connection's loop.
 */
final class Live implements Follower {
  private final String id;
  private final UUID user;
  private final Edge edge;
  private final Wire wire;

  /** Of the wire, without the way over it: it is what each delivery goes through. */
  private final OutboundQueue queue;

  private final Sends sends;
  private final Positions positions;
  private final Attendance attendance;

  /** Rooms that are followed. */
  private final Set<String> rooms = new HashSet<>();

  /**
   * Rooms that were left and joined again, by the person's own log, while the room's log has not
   * yet brought the leaving; with their heads at the joining.
   */
  private final Map<String, Long> rejoined = new HashMap<>();

  /**
   * Position in the person's own log; what is before it says nothing about which rooms to follow.
   */
  private final long since;

  private UUID session;

  /** Of the access token, by the wall clock. */
  private Instant expiry;

  /** Whether the person tells how far they have read, and so is told of others. */
  private boolean readReceipts;

  /** Whom the person has blocked. */
  private final Set<String> blocked;

  private boolean over;

  /** Both directions to the client. */
  record Wire(OutboundQueue queue, Replies replies, Intake intake, EventExecutor loop) {}

  /**
   * Follows nothing yet.
   *
   * @param id of the connection
   */
  Live(
      String id,
      Verification.Valid who,
      GetStandingResponse standing,
      Edge edge,
      Wire wire,
      Clocks clocks) {
    this.id = id;
    this.user = who.userId();
    this.session = who.sessionId();
    this.expiry = who.expiry();
    this.edge = edge;
    this.wire = wire;
    this.queue = wire.queue();
    this.sends = new Sends(user, edge.messenger(), wire.loop(), this::answered);
    this.positions =
        new Positions(edge.messenger(), wire.loop(), problem -> wire.replies().refuse("", problem));
    this.attendance =
        new Attendance(
            id,
            user.toString(),
            who.guest(),
            standing.getOwnPresence(),
            edge,
            queue,
            wire.loop(),
            problem -> wire.replies().refuse("", problem),
            clocks);
    this.since = standing.getUserSeq();
    this.readReceipts = standing.getReadReceipts();
    this.blocked = new HashSet<>(standing.getBlockedUserIdsList());
  }

  UUID user() {
    return user;
  }

  UUID session() {
    return session;
  }

  /** When the access token runs out, by the wall clock. */
  Instant expiry() {
    return expiry;
  }

  @Override
  public EventExecutor loop() {
    return wire.loop();
  }

  @Override
  public String userId() {
    return user.toString();
  }

  /** Welcomes the client, and lets events flow from where it stands. */
  void begin(GetStandingResponse standing, Hello hello) {
    Resume resume = hello.getResume();
    wire.replies()
        .say(
            ServerEnvelope.newBuilder()
                .setWelcome(
                    Welcome.newBuilder()
                        .setSessionId(id)
                        .setUserId(userId())
                        .setHeartbeatSeconds(edge.settings().heartbeatSeconds())
                        .setUserSeq(standing.getUserSeq()))
                .build());
    Resumption resumption = new Resumption(resume);
    for (Standing room : standing.getRoomsList()) {
      rooms.add(room.getRoomId());
      edge.feeds()
          .join(
              new LogId.OfRoom(room.getRoomId()),
              this,
              resumption.startingAt(room),
              room.getHeadSeq());
      edge.feeds().sized(new LogId.OfRoom(room.getRoomId()), room.getMemberCount());
    }
    resumption.refusals().forEach(problem -> wire.replies().refuse("", problem));
    edge.feeds()
        .join(
            new LogId.OfUser(userId()),
            this,
            resume.hasUser() ? resume.getUser() : standing.getUserSeq(),
            standing.getUserSeq());
    attendance.begin(hello.getActivity());
    // What was committed between the standing and the joining was announced to nobody.
    edge.lookSoon();
  }

  /** The client has a newer token, perhaps of a newer session. */
  void renewed(Verification.Valid token) {
    session = token.sessionId();
    expiry = token.expiry();
  }

  /** A second has passed. */
  void tick() {
    positions.handOverWaiting();
    attendance.tick();
  }

  /** Follows nothing more. */
  void end() {
    over = true;
    rooms.forEach(room -> edge.feeds().leave(new LogId.OfRoom(room), this));
    edge.feeds().leave(new LogId.OfUser(userId()), this);
    attendance.end();
    positions.handOverWaiting();
  }

  /** What the client said, other than for the connection itself. */
  void receive(ClientEnvelope envelope) {
    switch (envelope.getKindCase()) {
      case SEND -> send(envelope);
      case PING ->
          wire.replies()
              .say(ServerEnvelope.newBuilder().setPong(Pong.getDefaultInstance()).build());
      case READ -> {
        if (isIn(envelope.getRead().getRoomId())) {
          positions.read(user, envelope.getRead());
        }
      }
      case DELIVERED -> {
        if (isIn(envelope.getDelivered().getRoomId())) {
          positions.delivered(user, envelope.getDelivered());
        }
      }
      case TYPING -> {
        if (isIn(envelope.getTyping().getRoomId())) {
          attendance.types(envelope.getTyping().getRoomId(), blocked);
        }
      }
      case WATCH -> attendance.watch(envelope.getWatch());
      case ACTIVITY -> attendance.activity(envelope.getActivity());
      case HELLO ->
          wire.replies()
              .refuse(
                  "",
                  ErrorCode.INVALID_ARGUMENT,
                  "This connection has said hello already: use renew for a newer token.");
      case RENEW -> throw new IllegalStateException("renewals are for the connection");
      case KIND_NOT_SET ->
          wire.replies()
              .refuse(
                  "",
                  ErrorCode.MALFORMED_REQUEST,
                  "The envelope is empty (expected one of hello, send, renew, ping, read, delivered, typing, watch,"
                      + " activity).");
    }
  }

  private void send(ClientEnvelope envelope) {
    String tooFast = null;
    if (!edge.admission().maySend(user)) {
      tooFast = "You send faster than this server takes: wait a second, then send it again.";
    } else if (!sends.offer(envelope.getSend())) {
      tooFast =
          Sends.MAX_WAITING + " sends are under way: wait for their acks, then send it again.";
    }
    if (tooFast != null) {
      wire.intake().take(envelope);
      wire.replies().refuse(envelope.getSend().getClientId(), ErrorCode.RATE_LIMITED, tooFast);
    } else {
      attendance.sends(envelope.getSend().getRoomId());
    }
  }

  private void answered(Sends.Answer answer) {
    switch (answer) {
      case Sends.Answer.Durable durable ->
          wire.replies()
              .say(
                  ServerEnvelope.newBuilder()
                      .setAck(
                          Ack.newBuilder()
                              .setClientId(durable.clientId())
                              .setRoomId(durable.message().getRoomId())
                              .setMessageId(durable.message().getId())
                              .setSeq(durable.message().getSeq())
                              .setCreateTime(durable.message().getCreateTime()))
                      .build());
      case Sends.Answer.Refused refused ->
          wire.replies().refuse(refused.clientId(), refused.problem());
    }
  }

  /** Refuses where not; what is for a room that was left meanwhile costs chat nothing. */
  private boolean isIn(String room) {
    boolean in = rooms.contains(room);
    if (!in) {
      wire.replies()
          .refuse("", ErrorCode.ROOM_NOT_FOUND, "You are not in a room with the id " + room + ".");
    }
    return in;
  }

  /**
   * The room's log brings the leaving of one person; that a room is deleted, each one's own does.
   */
  private void left(RoomLeft left) {
    rejoined.remove(left.getRoomId());
    if (left.getDeleted() && rooms.remove(left.getRoomId())) {
      edge.feeds().leave(new LogId.OfRoom(left.getRoomId()), this);
    }
  }

  private void follow(String room, long head) {
    if (rooms.add(room)) {
      edge.feeds().join(new LogId.OfRoom(room), this, head, head);
    } else {
      rejoined.put(room, head);
    }
  }

  @Override
  public void fetch() {
    queue.fetch();
  }

  @Override
  public void deliver(LogId logId, Envelope events) {
    if (!over) {
      queue.add(events);
      events.changes().forEach(this::changed);
    }
  }

  private void changed(Event event) {
    if (event.hasMemberJoined()
        || event.hasMemberLeft()
        || event.hasRoomJoined()
        || event.hasRoomLeft()) {
      attendance.peopleMoved();
    }
    if (event.getUserSeq() > since) {
      if (event.hasRoomJoined()) {
        follow(event.getRoomJoined().getId(), event.getRoomJoined().getHeadSeq());
        edge.feeds()
            .sized(
                new LogId.OfRoom(event.getRoomJoined().getId()),
                event.getRoomJoined().getMemberCount());
      } else if (event.hasRoomLeft()) {
        left(event.getRoomLeft());
      } else if (event.hasPreferencesChanged()) {
        readReceipts = event.getPreferencesChanged().getReadReceipts();
      } else if (event.hasOwnPresenceChanged()) {
        attendance.chosen(event.getOwnPresenceChanged());
      } else if (event.hasBlocksChanged()) {
        blocks(event.getBlocksChanged());
      }
    }
  }

  private void blocks(BlocksChanged change) {
    if (change.getBlocked()) {
      blocked.add(change.getPerson().getId());
    } else {
      blocked.remove(change.getPerson().getId());
    }
  }

  @Override
  public void receipt(Receipt receipt, Envelope envelope) {
    if (over || receipt.getUserId().equals(userId())) {
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
    if (!over && !blocked.contains(typing.getUserId())) {
      attendance.hears(typing, envelope);
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
    wire.replies()
        .say(ServerEnvelope.newBuilder().setResync(Resync.newBuilder().setRoomId(room)).build());
  }

  @Override
  public void dismissed(LogId logId) {
    if (over) {
      return;
    }
    rooms.remove(logId.id());
    @Nullable Long head = rejoined.remove(logId.id());
    if (head != null) {
      follow(logId.id(), head);
    }
  }
}
