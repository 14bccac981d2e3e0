package dev.parley.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.api.internal.v1.CheckGuestInvitationRequest;
import dev.parley.api.internal.v1.CheckGuestInvitationResponse;
import dev.parley.api.internal.v1.FilterAcquaintancesRequest;
import dev.parley.api.internal.v1.FilterAcquaintancesResponse;
import dev.parley.api.internal.v1.GuestServiceGrpc;
import dev.parley.api.internal.v1.KeyServiceGrpc;
import dev.parley.api.internal.v1.ListAcquaintancesRequest;
import dev.parley.api.internal.v1.ListAcquaintancesResponse;
import dev.parley.api.internal.v1.PeopleServiceGrpc;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.v1.AuthServiceGrpc;
import dev.parley.api.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.RefreshRequest;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.api.v1.UsersServiceGrpc;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceBlockingStub;
import dev.parley.auth.adapter.argon2.Argon2Hasher;
import dev.parley.auth.port.PasswordHasher;
import dev.parley.platform.ManualClock;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Headers;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.rpc.RpcServer;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.InProcessRevokedSessions;
import dev.parley.platform.security.RemoteKeys;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.BindableService;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;

/** Auth as it runs: behind its door, on a database of its own, at a time that the test sets. */
final class Installation implements AutoCloseable {
  static final AuthSettings SETTINGS =
      new AuthSettings(
          AuthSettings.Registration.OPEN, 10, 30, 90, new AuthSettings.Hash(8192, 1, 1, 2));
  static final String PASSWORD = "lantern-orbit-42";

  private static final AtomicInteger COUNTER = new AtomicInteger();

  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  final Database database = TestDatabase.fresh("auth");
  final InProcessEventBus bus = new InProcessEventBus();
  final FakeChat chat = new FakeChat();
  final AuthModule module;
  final Channels channels;
  private final RpcServer server;

  private Installation(AuthSettings settings, PasswordHasher hasher) {
    String name = "auth-" + COUNTER.incrementAndGet();
    ServiceTokens tokens = new ServiceTokens("a secret of at least 32 characters", clock);
    channels = new Channels(name, Set.of(Role.AUTH, Role.CHAT), Map.of(), tokens);
    module = new AuthModule(settings, database, bus, clock, hasher);
    AccessTokenVerifier people =
        new AccessTokenVerifier(
            new RemoteKeys(
                KeyServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY)), clock),
            new InProcessRevokedSessions(clock),
            clock);
    List<BindableService> services = new ArrayList<>(module.services(channels));
    services.add(chat);
    server = RpcServer.start(name, services, people, tokens);
  }

  /** Chat as auth knows it: which invitations make guests, and whom every guest knows. */
  static final class FakeChat extends GuestServiceGrpc.GuestServiceImplBase {
    final Set<String> guestInvitations = new CopyOnWriteArraySet<>();
    final Set<String> acquaintances = new CopyOnWriteArraySet<>();
    final List<ListAcquaintancesRequest> searches = new CopyOnWriteArrayList<>();

    @Override
    public void checkGuestInvitation(
        CheckGuestInvitationRequest request, StreamObserver<CheckGuestInvitationResponse> answer) {
      answer.onNext(
          CheckGuestInvitationResponse.newBuilder()
              .setGood(guestInvitations.contains(request.getToken()))
              .build());
      answer.onCompleted();
    }

    @Override
    public void filterAcquaintances(
        FilterAcquaintancesRequest request, StreamObserver<FilterAcquaintancesResponse> answer) {
      answer.onNext(
          FilterAcquaintancesResponse.newBuilder()
              .addAllUserIds(
                  request.getUserIdsList().stream().filter(acquaintances::contains).toList())
              .build());
      answer.onCompleted();
    }

    @Override
    public void listAcquaintances(
        ListAcquaintancesRequest request, StreamObserver<ListAcquaintancesResponse> answer) {
      searches.add(request);
      answer.onNext(
          ListAcquaintancesResponse.newBuilder()
              .addAllUserIds(acquaintances.stream().limit(request.getLimit()).toList())
              .build());
      answer.onCompleted();
    }
  }

  static Installation start() {
    return start(SETTINGS);
  }

  static Installation start(AuthSettings settings) {
    return new Installation(settings, new Argon2Hasher(settings.hash()));
  }

  static Installation start(PasswordHasher hasher) {
    return new Installation(SETTINGS, hasher);
  }

  /** Calls of somebody who has not signed in. */
  AuthServiceBlockingStub auth() {
    return AuthServiceGrpc.newBlockingStub(channels.forwardingTo(Role.AUTH));
  }

  /** Calls with an access token. */
  AuthServiceBlockingStub auth(String accessToken) {
    return auth().withInterceptors(bearing(accessToken));
  }

  /** Calls with an access token. */
  UsersServiceBlockingStub users(String accessToken) {
    return UsersServiceGrpc.newBlockingStub(channels.forwardingTo(Role.AUTH))
        .withInterceptors(bearing(accessToken));
  }

  /** Calls of another service. */
  PeopleServiceGrpc.PeopleServiceBlockingStub people() {
    return PeopleServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.CHAT));
  }

  /** Calls of another service. */
  KeyServiceGrpc.KeyServiceBlockingStub keys() {
    return KeyServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY));
  }

  AuthSession register(String username) {
    return auth().register(registration(username).build());
  }

  static RegisterRequest.Builder registration(String username) {
    return RegisterRequest.newBuilder()
        .setUsername(username)
        .setEmail(username + "@example.org")
        .setPassword(PASSWORD);
  }

  AuthSession logIn(String login, String password) {
    return auth().login(LoginRequest.newBuilder().setLogin(login).setPassword(password).build());
  }

  AuthSession refresh(AuthSession session) {
    return auth()
        .refresh(RefreshRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build());
  }

  /** What others have been told of people, oldest first. */
  List<PersonRecord> told() {
    return events(PersonRecord.class);
  }

  /** Which sessions have been said to have ended, oldest first. */
  List<SessionEnded> ended() {
    return events(SessionEnded.class);
  }

  private <T extends Message> List<T> events(Class<T> kind) {
    return module.events().read(Optional.empty(), 100).stream()
        .filter(event -> event.getEvent().is(kind))
        .map(event -> {
          try {
            return event.getEvent().unpack(kind);
          } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  /** The refusal that a call must end with. */
  static Problem refusal(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return Problems.of(e);
    }
    throw new AssertionError("the call was not refused");
  }

  @Override
  public void close() {
    channels.close();
    server.close();
    database.close();
  }

  private static ClientInterceptor bearing(String accessToken) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + accessToken);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
