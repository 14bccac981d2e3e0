package dev.parley.app.demo;

import dev.parley.api.internal.v1.Send;
import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.internal.v1.SendServiceGrpc;
import dev.parley.api.v1.AuthServiceGrpc;
import dev.parley.api.v1.ChatServiceGrpc;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.api.v1.ListUsersRequest;
import dev.parley.api.v1.PinServiceGrpc;
import dev.parley.api.v1.PollServiceGrpc;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.api.v1.SavedServiceGrpc;
import dev.parley.api.v1.UsersServiceGrpc;
import dev.parley.auth.AuthModule;
import dev.parley.auth.AuthSettings;
import dev.parley.chat.ChatModule;
import dev.parley.chat.ChatSettings;
import dev.parley.platform.config.Settings;
import dev.parley.platform.db.Database;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.rpc.RpcServer;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.InProcessRevokedSessions;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.BindableService;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Auth and chat as they run, without a door to the outside, and at whatever time it is to be. */
public final class DemoInstance implements AutoCloseable {
  /** Of everybody. */
  public static final String PASSWORD = "brass gears turn slowly";

  private static final Duration HISTORY = Duration.ofDays(365);

  private final DemoClock clock;
  private final ChatModule chat;
  private final Channels channels;
  private final RpcServer server;

  /**
   * Starts the services.
   *
   * @param now the latest time that it is going to be
   */
  public DemoInstance(Settings settings, Database database, Instant now) {
    clock = new DemoClock(now.minus(HISTORY));
    String name = "demo-" + UUID.randomUUID();
    ServiceTokens tokens = new ServiceTokens(UUID.randomUUID().toString(), clock);
    InProcessEventBus bus = new InProcessEventBus();
    channels = new Channels(name, Set.of(Role.AUTH, Role.CHAT), Map.of(), tokens);
    AuthModule auth = new AuthModule(settings.bind(AuthSettings.class), database, bus, clock);
    chat =
        new ChatModule(settings.bind(ChatSettings.class), database, bus, Optional.empty(), clock);
    List<BindableService> services = new ArrayList<>(auth.services(channels));
    services.addAll(chat.services(channels));
    // Nobody comes in with a token of their own.
    AccessTokenVerifier nobody =
        new AccessTokenVerifier(id -> Optional.empty(), new InProcessRevokedSessions(clock), clock);
    server = RpcServer.start(name, services, nobody, tokens);
  }

  /** It is this late from now on, if it is not later already. */
  void reach(Instant time) {
    clock.reach(time);
  }

  /** Whether anybody has an account. */
  public boolean isInhabited() {
    return Channels.actingFor(
                UUID.randomUUID(),
                UsersServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY)))
            .listUsers(ListUsersRequest.newBuilder().setPageSize(1).build())
            .getUsersCount()
        > 0;
  }

  UUID register(String username, String displayName) {
    return UUID.fromString(
        AuthServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.GATEWAY))
            .register(
                RegisterRequest.newBuilder()
                    .setUsername(username)
                    .setDisplayName(displayName)
                    .setEmail(username + "@example.org")
                    .setPassword(PASSWORD)
                    .build())
            .getUser()
            .getId());
  }

  ChatServiceBlockingStub chat(UUID person) {
    return as(person, ChatServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY)));
  }

  PinServiceGrpc.PinServiceBlockingStub pins(UUID person) {
    return as(person, PinServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY)));
  }

  PollServiceGrpc.PollServiceBlockingStub polls(UUID person) {
    return as(person, PollServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY)));
  }

  SavedServiceGrpc.SavedServiceBlockingStub saved(UUID person) {
    return as(person, SavedServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY)));
  }

  /** Says many things at once. */
  void say(List<Send> sends) {
    SendServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY))
        .sendMessages(SendMessagesRequest.newBuilder().addAllSends(sends).build())
        .getOutcomesList()
        .forEach(outcome -> {
          if (!outcome.hasMessage()) {
            throw new IllegalStateException("a message of the demo was refused: " + outcome);
          }
        });
  }

  private static <S extends AbstractStub<S>> S as(UUID person, S stub) {
    return Channels.actingFor(person, stub);
  }

  @Override
  public void close() {
    server.close();
    chat.close();
    channels.close();
  }
}
