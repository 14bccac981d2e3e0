package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.Session;
import dev.parley.auth.domain.SigningKey;
import dev.parley.auth.domain.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From rows to records. */
final class Rows {
  /** Columns of a user. */
  static final String USER =
      "id, username, display_name, bio, pronouns, time_zone, avatar_version, email, version, guest, create_time";

  /** Columns of an account. */
  static final String ACCOUNT = USER + ", password_hash, password_version";

  /** Columns of a session. */
  static final String SESSION = "id, user_id, generation, rotate_time, expire_time, end_time";

  private Rows() {}

  static User user(ResultSet row) throws SQLException {
    return new User(
        row.getObject("id", UUID.class),
        row.getString("username"),
        new Profile(
            row.getString("display_name"),
            row.getString("bio"),
            row.getString("pronouns"),
            row.getString("time_zone")),
        row.getString("avatar_version"),
        row.getString("email"),
        row.getLong("version"),
        row.getBoolean("guest"),
        time(row, "create_time"));
  }

  static Account account(ResultSet row) throws SQLException {
    return new Account(user(row), row.getString("password_hash"), row.getLong("password_version"));
  }

  static Session session(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime endTime = row.getObject("end_time", OffsetDateTime.class);
    return new Session(
        row.getObject("id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getLong("generation"),
        time(row, "rotate_time"),
        time(row, "expire_time"),
        Optional.ofNullable(endTime).map(OffsetDateTime::toInstant));
  }

  static SigningKey signingKey(ResultSet row) throws SQLException {
    return new SigningKey(
        row.getString("id"),
        row.getString("jwk"),
        time(row, "create_time"),
        time(row, "retire_time"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
