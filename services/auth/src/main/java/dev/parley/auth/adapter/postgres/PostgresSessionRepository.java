package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.EndedSession;
import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.Session;
import dev.parley.auth.port.SessionRepository;
import dev.parley.platform.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Sessions and refresh tokens in PostgreSQL. */
public final class PostgresSessionRepository implements SessionRepository {
  /** How long the row of a session that is over is kept; its owner's next login drops it. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private final Database database;
  private final SessionNews news;

  public PostgresSessionRepository(Database database, SessionNews news) {
    this.database = database;
    this.news = news;
  }

  /** What an exchange led to: the session that goes on, or those that it ended. */
  private record Exchange(Optional<Session> session, List<EndedSession> ended) {
    static Exchange of(Session session) {
      return new Exchange(Optional.of(session), List.of());
    }

    static Exchange over(List<EndedSession> ended) {
      return new Exchange(Optional.empty(), ended);
    }
  }

  @Override
  public boolean open(NewSession session, long passwordVersion, Optional<String> rehashed) {
    return database.inTransaction(handle -> {
      if (!lockUser(handle, session.userId(), passwordVersion)) {
        return false;
      }
      rehashed.ifPresent(hash ->
          handle.execute(
              "update auth.users set password_hash = ? where id = ?", hash, session.userId()));
      forgetOld(handle, session.userId(), session.createTime());
      insert(handle, session);
      return true;
    });
  }

  @Override
  public Optional<Session> exchange(
      RefreshToken token, RefreshToken successor, Instant now, Instant expireTime) {
    Exchange exchange =
        database.inTransaction(handle -> {
          Optional<Session> locked = lock(handle, token.family());
          if (locked.isEmpty()) {
            return Exchange.over(List.of());
          }
          Session session = locked.get();
          return switch (session.judge(generation(handle, session.id(), token), now)) {
            case ADVANCE -> Exchange.of(advance(handle, session, successor, now, expireTime));
            case REPEAT -> Exchange.of(repeat(handle, session, successor, now, expireTime));
            case REUSED -> Exchange.over(end(handle, session.id(), now));
            case OVER -> Exchange.over(List.of());
          };
        });
    news.tell(exchange.ended());
    return exchange.session();
  }

  @Override
  public void endByToken(RefreshToken token, Instant now) {
    news.tell(
        database.inTransaction(handle ->
            lock(handle, token.family())
                .map(session -> end(handle, session.id(), now))
                .orElse(List.of())));
  }

  @Override
  public void end(UUID sessionId, Instant now) {
    news.tell(database.inTransaction(handle -> end(handle, sessionId, now)));
  }

  /** Writes a new session and its first token. */
  static void insert(Handle handle, NewSession session) {
    handle
        .createUpdate(
            """
            insert into auth.sessions
              (id, family, user_id, generation, rotate_time, create_time, last_use_time, expire_time)
            values (:id, :family, :user, 1, :now, :now, :now, :expireTime)
            """)
        .bind("id", session.id())
        .bind("family", session.token().family())
        .bind("user", session.userId())
        .bind("now", session.createTime())
        .bind("expireTime", session.expireTime())
        .execute();
    insertToken(handle, session.id(), session.token(), 1, session.createTime());
  }

  /** Ends the live sessions of somebody, but for one; says which. */
  static List<EndedSession> endAllBut(
      Handle handle, Optional<UUID> kept, UUID userId, Instant now) {
    return handle
        .createQuery(
            """
            with ended as (
              update auth.sessions set end_time = :now
               where user_id = :user and id is distinct from :kept and end_time is null and expire_time > :now
              returning id
            ),
            dead as (
              delete from auth.refresh_tokens t using ended e where t.session_id = e.id
            )
            select id from ended
            """)
        .bind("now", now)
        .bind("user", userId)
        .bind("kept", kept.orElse(null))
        .mapTo(UUID.class)
        .map(id -> new EndedSession(id, userId, now))
        .list();
  }

  /** Holds the user's row, so that no change of password comes between. */
  private static boolean lockUser(Handle handle, UUID userId, long passwordVersion) {
    return handle
        .createQuery(
            "select true from auth.users where id = ? and password_version = ? for no key update")
        .bind(0, userId)
        .bind(1, passwordVersion)
        .mapTo(boolean.class)
        .findOne()
        .isPresent();
  }

  private static void forgetOld(Handle handle, UUID userId, Instant now) {
    handle
        .createUpdate(
            "delete from auth.sessions where user_id = :user and coalesce(end_time, expire_time) < :before")
        .bind("user", userId)
        .bind("before", now.minus(MEMORY))
        .execute();
  }

  private static Optional<Session> lock(Handle handle, UUID family) {
    return handle
        .createQuery(
            "select " + Rows.SESSION + " from auth.sessions where family = :family for update")
        .bind("family", family)
        .map((row, context) -> Rows.session(row))
        .findOne();
  }

  private static OptionalLong generation(Handle handle, UUID sessionId, RefreshToken token) {
    Optional<Long> generation =
        handle
            .createQuery(
                "select generation from auth.refresh_tokens where hash = :hash and session_id = :session")
            .bind("hash", token.hash())
            .bind("session", sessionId)
            .mapTo(Long.class)
            .findOne();
    return generation.isPresent() ? OptionalLong.of(generation.get()) : OptionalLong.empty();
  }

  private static Session advance(
      Handle handle, Session session, RefreshToken successor, Instant now, Instant expireTime) {
    long next = session.generation() + 1;
    handle.execute(
        "delete from auth.refresh_tokens where session_id = ? and generation < ?",
        session.id(),
        session.generation());
    return write(handle, session, successor, next, now, now, expireTime);
  }

  private static Session repeat(
      Handle handle, Session session, RefreshToken successor, Instant now, Instant expireTime) {
    return write(
        handle, session, successor, session.generation(), session.rotateTime(), now, expireTime);
  }

  private static Session write(
      Handle handle,
      Session session,
      RefreshToken token,
      long generation,
      Instant rotateTime,
      Instant now,
      Instant expireTime) {
    insertToken(handle, session.id(), token, generation, now);
    return handle
        .createQuery(
            """
            update auth.sessions
               set generation = :generation, rotate_time = :rotateTime, last_use_time = :now, expire_time = :expireTime
             where id = :id returning %s
            """
                .formatted(Rows.SESSION))
        .bind("generation", generation)
        .bind("rotateTime", rotateTime)
        .bind("now", now)
        .bind("expireTime", expireTime)
        .bind("id", session.id())
        .map((row, context) -> Rows.session(row))
        .one();
  }

  private static void insertToken(
      Handle handle, UUID sessionId, RefreshToken token, long generation, Instant now) {
    handle
        .createUpdate(
            """
            insert into auth.refresh_tokens (hash, session_id, generation, create_time)
            values (:hash, :session, :generation, :now)
            """)
        .bind("hash", token.hash())
        .bind("session", sessionId)
        .bind("generation", generation)
        .bind("now", now)
        .execute();
  }

  private List<EndedSession> end(Handle handle, UUID sessionId, Instant now) {
    handle.execute("delete from auth.refresh_tokens where session_id = ?", sessionId);
    List<EndedSession> ended =
        handle
            .createQuery(
                "update auth.sessions set end_time = :now where id = :id and end_time is null returning user_id")
            .bind("now", now)
            .bind("id", sessionId)
            .mapTo(UUID.class)
            .map(userId -> new EndedSession(sessionId, userId, now))
            .list();
    news.write(handle, ended);
    return ended;
  }
}
