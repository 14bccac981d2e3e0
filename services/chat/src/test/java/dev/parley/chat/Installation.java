package dev.parley.chat;

import com.google.protobuf.Any;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.internal.v1.BatchGetPeopleRequest;
import dev.parley.api.internal.v1.BatchGetPeopleResponse;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.LogServiceGrpc;
import dev.parley.api.internal.v1.PeopleServiceGrpc;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.api.v1.ChatServiceGrpc;
import dev.parley.chat.port.SlashCommand;
import dev.parley.platform.ManualClock;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.events.DomainEvents;
import dev.parley.platform.events.EventGrpc;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Headers;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.rpc.RpcServer;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.InProcessRevokedSessions;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Chat as it runs, behind its door, beside an auth that knows whom the test registers. */
final class Installation implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final ECKey KEY = key();

  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  final Database database = TestDatabase.fresh("chat");
  final InProcessEventBus bus = new InProcessEventBus();
  final FakeAuth auth = new FakeAuth();
  final ChatModule module =
      new ChatModule(
          new ChatSettings(
              new ChatSettings.Writer(256, 5_000),
              new ChatSettings.Log(90),
              new ChatSettings.Rooms(7, List.of()),
              new ChatSettings.Presence(60, 10),
              new ChatSettings.Previews(ChatSettings.Previews.Fetch.NOTHING, List.of())),
          database,
          bus,
          Optional.empty(),
          clock);
  final Channels channels;
  private final RpcServer server;

  Installation() {
    this(List.of());
  }

  /** With what integrations add. */
  Installation(List<SlashCommand> commands) {
    String name = "chat-" + COUNTER.incrementAndGet();
    ServiceTokens tokens = new ServiceTokens("a secret of at least 32 characters", clock);
    channels = new Channels(name, Set.of(Role.CHAT, Role.AUTH), Map.of(), tokens);
    List<BindableService> services = new ArrayList<>(module.services(channels, commands));
    services.add(auth);
    services.add(new EventGrpc(List.of(auth)));
    server =
        RpcServer.start(
            name,
            services,
            new AccessTokenVerifier(
                id -> Optional.of(KEY), new InProcessRevokedSessions(clock), clock),
            tokens);
  }

  /** Auth as chat knows it: people by id, and the news of them. */
  static final class FakeAuth extends PeopleServiceGrpc.PeopleServiceImplBase
      implements DomainEvents {
    private final List<PersonRecord> people = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Long> readFrom = new CopyOnWriteArrayList<>();

    /** Registers a guest. */
    UUID registerGuest(String username) {
      return register(UUID.randomUUID(), username, username, true);
    }

    /** Registers somebody, or changes their name; the news is what a consumer reads. */
    UUID register(UUID id, String username, String displayName) {
      return register(id, username, displayName, false);
    }

    private UUID register(UUID id, String username, String displayName, boolean guest) {
      people.add(
          PersonRecord.newBuilder()
              .setUserId(id.toString())
              .setUsername(username)
              .setDisplayName(displayName)
              .setGuest(guest)
              .setVersion(people.size() + 1)
              .build());
      return id;
    }

    UUID register(String username) {
      return register(UUID.randomUUID(), username, username);
    }

    boolean isGuest(UUID id) {
      return people.stream()
          .anyMatch(person -> person.getUserId().equals(id.toString()) && person.getGuest());
    }

    @Override
    public void batchGetPeople(
        BatchGetPeopleRequest request, StreamObserver<BatchGetPeopleResponse> answer) {
      asked.addAll(request.getUserIdsList());
      answer.onNext(
          BatchGetPeopleResponse.newBuilder()
              .addAllPeople(
                  people.stream()
                      .filter(person ->
                          request.getUserIdsList().contains(person.getUserId())
                              || request.getUsernamesList().contains(person.getUsername()))
                      .toList())
              .build());
      answer.onCompleted();
    }

    @Override
    public String stream() {
      return "auth";
    }

    @Override
    public List<DomainEvent> read(Optional<StreamPosition> after, int limit) {
      long from = after.map(StreamPosition::getTransaction).orElse(0L);
      readFrom.add(from);
      List<DomainEvent> events = new ArrayList<>();
      for (int i = (int) from; i < people.size() && events.size() < limit; i++) {
        events.add(
            DomainEvent.newBuilder()
                .setPosition(StreamPosition.newBuilder().setTransaction(i + 1L).setPlace("0"))
                .setEvent(Any.pack(people.get(i)))
                .build());
      }
      return events;
    }
  }

  /** Calls of somebody who has not signed in. */
  ChatServiceGrpc.ChatServiceBlockingStub chat() {
    return ChatServiceGrpc.newBlockingStub(channels.forwardingTo(Role.CHAT));
  }

  /** Calls of a person. */
  ChatServiceGrpc.ChatServiceBlockingStub chat(UUID person) {
    return bearing(person, chat());
  }

  /** Calls of nobody, to what is for services. */
  LogServiceGrpc.LogServiceBlockingStub logs() {
    return LogServiceGrpc.newBlockingStub(channels.forwardingTo(Role.CHAT));
  }

  /** Calls of another service. */
  LogServiceGrpc.LogServiceBlockingStub logsForServices() {
    return LogServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY));
  }

  /** The same calls, with a person's access token. */
  <S extends io.grpc.stub.AbstractStub<S>> S bearing(UUID person, S stub) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + token(person, auth.isGuest(person)));
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private String token(UUID person, boolean guest) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(),
              new JWTClaimsSet.Builder()
                  .issuer(AccessTokenVerifier.ISSUER)
                  .subject(person.toString())
                  .claim("sid", UUID.randomUUID().toString())
                  .claim(AccessTokenVerifier.GUEST, guest ? true : null)
                  .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(10))))
                  .build());
      token.sign(new ECDSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    channels.close();
    server.close();
    module.close();
    database.close();
  }
}
