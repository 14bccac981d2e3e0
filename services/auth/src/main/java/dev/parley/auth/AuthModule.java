package dev.parley.auth;

import dev.parley.api.internal.v1.GuestServiceGrpc;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.auth.adapter.argon2.Argon2Hasher;
import dev.parley.auth.adapter.argon2.BoundedHasher;
import dev.parley.auth.adapter.grpc.AuthGrpc;
import dev.parley.auth.adapter.grpc.ChatGuests;
import dev.parley.auth.adapter.grpc.KeysGrpc;
import dev.parley.auth.adapter.grpc.PeopleGrpc;
import dev.parley.auth.adapter.grpc.Protos;
import dev.parley.auth.adapter.grpc.UsersGrpc;
import dev.parley.auth.adapter.jwt.JwtAccessTokens;
import dev.parley.auth.adapter.postgres.PostgresAccountRepository;
import dev.parley.auth.adapter.postgres.PostgresAvatarRepository;
import dev.parley.auth.adapter.postgres.PostgresSessionRepository;
import dev.parley.auth.adapter.postgres.PostgresSigningKeyRepository;
import dev.parley.auth.adapter.postgres.SessionNews;
import dev.parley.auth.adapter.postgres.UserNews;
import dev.parley.auth.app.Avatars;
import dev.parley.auth.app.ChangePassword;
import dev.parley.auth.app.LogIn;
import dev.parley.auth.app.LogOut;
import dev.parley.auth.app.Profiles;
import dev.parley.auth.app.RefreshSession;
import dev.parley.auth.app.Register;
import dev.parley.auth.app.SessionTokens;
import dev.parley.auth.domain.EndedSession;
import dev.parley.auth.domain.User;
import dev.parley.auth.port.AccessTokens;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.PasswordHasher;
import dev.parley.auth.port.SessionRepository;
import dev.parley.platform.db.Database;
import dev.parley.platform.events.DomainEvents;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.Outbox;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import io.grpc.BindableService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Accounts and sessions, put together. Nothing runs by itself: no thread to stop, nothing to close.
 */
public final class AuthModule {
  /** Calls that wait for a password to be hashed, at most. */
  static final int HASH_QUEUE = 50;

  private static final Duration HASH_PATIENCE = Duration.ofSeconds(5);

  private final AuthSettings settings;
  private final Database database;
  private final EventBus bus;
  private final Clock clock;
  private final PasswordHasher unbounded;
  private final Outbox outbox;

  public AuthModule(AuthSettings settings, Database database, EventBus bus, Clock clock) {
    this(settings, database, bus, clock, new Argon2Hasher(settings.hash()));
  }

  /** With another way to hash, which this bounds. */
  AuthModule(
      AuthSettings settings,
      Database database,
      EventBus bus,
      Clock clock,
      PasswordHasher unbounded) {
    this.settings = settings;
    this.database = database;
    this.bus = bus;
    this.clock = clock;
    this.unbounded = unbounded;
    this.outbox = new Outbox(database, bus, "auth", clock);
  }

  /**
   * The contracts that auth serves.
   *
   * @param channels to chat, which knows the rooms of guests
   */
  public List<BindableService> services(Channels channels) {
    ChatGuests guests =
        new ChatGuests(GuestServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.AUTH)));
    SessionNews ends = new SessionEndNews(outbox, bus);
    UserNews news = new OutboxNews(outbox);
    AccountRepository accounts = new PostgresAccountRepository(database, news, ends);
    SessionRepository sessions = new PostgresSessionRepository(database, ends);
    PasswordHasher hasher =
        new BoundedHasher(unbounded, settings.hash().concurrency(), HASH_QUEUE, HASH_PATIENCE);
    AccessTokens accessTokens =
        new JwtAccessTokens(
            new PostgresSigningKeyRepository(database),
            Duration.ofMinutes(settings.accessTokenMinutes()),
            Duration.ofDays(settings.signingKeyDays()),
            clock);
    SessionTokens tokens =
        new SessionTokens(accessTokens, Duration.ofDays(settings.refreshTokenDays()), clock);
    Profiles profiles = new Profiles(accounts, guests);
    Avatars avatars = new Avatars(new PostgresAvatarRepository(database, news));
    boolean open =
        switch (settings.registration()) {
          case OPEN -> true;
          case CLOSED -> false;
        };
    return List.of(
        new AuthGrpc(
            new Register(accounts, hasher, tokens, guests, open),
            new LogIn(accounts, sessions, hasher, tokens),
            new RefreshSession(accounts, sessions, tokens),
            new LogOut(sessions, tokens),
            new ChangePassword(accounts, hasher, tokens)),
        new UsersGrpc(profiles, avatars),
        new PeopleGrpc(profiles, avatars),
        new KeysGrpc(accessTokens));
  }

  /**
   * Auth's domain events: a {@link dev.parley.api.internal.v1.PersonRecord} for each change of what
   * others see, a {@link SessionEnded} for each session that was ended.
   */
  public DomainEvents events() {
    return outbox;
  }

  private record SessionEndNews(Outbox outbox, EventBus bus) implements SessionNews {
    @Override
    public void write(Handle transaction, List<EndedSession> ended) {
      ended.forEach(session -> outbox.write(transaction, Protos.event(session)));
    }

    @Override
    public void tell(List<EndedSession> ended) {
      ended.forEach(session -> bus.publish(Subject.sessionEnds(), Protos.event(session)));
    }
  }

  private record OutboxNews(Outbox outbox) implements UserNews {
    @Override
    public void write(Handle transaction, User user) {
      outbox.write(transaction, Protos.event(user));
    }

    @Override
    public void wake() {
      outbox.wake();
    }
  }
}
