package dev.parley.platform.security;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.cache.RedisLink;
import dev.parley.platform.cache.RedisSettings;
import dev.parley.platform.servers.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one Redis. */
class RedisRevokedSessionsTest extends RevokedSessionsContract {
  private static final RedisServer server = RedisServer.running();

  private final RedisLink hereLink = link(server);
  private final RedisLink thereLink = link(server);
  private final RedisRevokedSessions here = new RedisRevokedSessions(hereLink, Clock.systemUTC());
  private final RedisRevokedSessions there = new RedisRevokedSessions(thereLink, Clock.systemUTC());
  private final UUID session = UUID.randomUUID();

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    until(() -> hereLink.isConnected() && thereLink.isConnected());
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    hereLink.close();
    thereLink.close();
  }

  @Override
  RevokedSessions revoked() {
    return here;
  }

  @Override
  Instant now() {
    return Instant.now();
  }

  @Test
  void whatOneProcessAddsAnotherKnowsSoonAndIsToldOf() {
    List<UUID> told = new CopyOnWriteArrayList<>();
    there.whenAdded(told::add);

    here.add(session, now());

    until(() -> there.contains(session));
    assertThat(told).contains(session);
  }

  @Test
  void aProcessThatStartsLaterKnowsWhatEndedBefore() {
    here.add(session, now());
    until(() -> there.contains(session));

    try (RedisLink link = link(server);
        RedisRevokedSessions late = new RedisRevokedSessions(link, Clock.systemUTC())) {
      until(() -> late.contains(session));
    }
  }

  @Test
  void whileRedisIsAwayEachProcessKnowsWhatItHasHeard() {
    try (RedisServer own = RedisServer.running();
        RedisLink link = link(own);
        RedisRevokedSessions alone = new RedisRevokedSessions(link, Clock.systemUTC())) {
      until(link::isConnected);
      UUID before = UUID.randomUUID();
      alone.add(before, now());
      own.kill();

      alone.add(session, now());

      assertThat(alone.contains(session)).isTrue();
      assertThat(alone.contains(before)).isTrue();

      own.start();
      try (RedisLink other = link(own);
          RedisRevokedSessions another = new RedisRevokedSessions(other, Clock.systemUTC())) {
        UUID after = UUID.randomUUID();
        until(() -> {
          another.add(UUID.randomUUID(), now());
          another.add(after, now());
          return link.isConnected() && other.isConnected();
        });
        UUID last = UUID.randomUUID();
        another.add(last, now());
        until(() -> alone.contains(last));
      }
    }
  }

  private static RedisLink link(RedisServer server) {
    return new RedisLink(new RedisSettings(server.url(), "", ""), new SimpleMeterRegistry());
  }
}
