package dev.parley.auth.adapter.grpc;

import com.google.protobuf.Message;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.v1.AuthSession;
import dev.parley.auth.app.SignedIn;
import dev.parley.auth.domain.EndedSession;
import dev.parley.auth.domain.User;
import dev.parley.platform.rpc.Answers;

/** From records to messages. */
public final class Protos {
  private Protos() {}

  /** The event that tells other services of somebody. */
  public static Message event(User user) {
    return person(user);
  }

  /** The event that tells every process of a session that has ended. */
  public static SessionEnded event(EndedSession session) {
    return SessionEnded.newBuilder()
        .setSessionId(session.id().toString())
        .setUserId(session.userId().toString())
        .setEndTime(Answers.time(session.endTime()))
        .build();
  }

  /** As other services know somebody. */
  static PersonRecord person(User user) {
    return PersonRecord.newBuilder()
        .setUserId(user.id().toString())
        .setUsername(user.username())
        .setDisplayName(user.displayName())
        .setVersion(user.version())
        .setAvatarVersion(user.avatarVersion())
        .setGuest(user.guest())
        .build();
  }

  /** As everyone sees somebody. */
  static dev.parley.api.v1.User other(User user) {
    return dev.parley.api.v1.User.newBuilder()
        .setId(user.id().toString())
        .setUsername(user.username())
        .setDisplayName(user.displayName())
        .setCreateTime(Answers.time(user.createTime()))
        .setBio(user.profile().bio())
        .setPronouns(user.profile().pronouns())
        .setTimeZone(user.profile().timeZone())
        .setAvatarVersion(user.avatarVersion())
        .setGuest(user.guest())
        .build();
  }

  /** As somebody sees themselves. */
  static dev.parley.api.v1.User oneself(User user) {
    return other(user).toBuilder().setEmail(user.email()).build();
  }

  static AuthSession session(SignedIn signedIn) {
    return AuthSession.newBuilder()
        .setUser(oneself(signedIn.user()))
        .setAccessToken(signedIn.accessToken())
        .setRefreshToken(signedIn.refreshToken())
        .setExpiresIn(Math.toIntExact(signedIn.expiresIn().toSeconds()))
        .build();
  }
}
