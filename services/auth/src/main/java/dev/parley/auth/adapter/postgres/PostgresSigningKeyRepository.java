package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.SigningKey;
import dev.parley.auth.port.SigningKeyRepository;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Signing keys in PostgreSQL. */
public final class PostgresSigningKeyRepository implements SigningKeyRepository {
  private final Database database;

  public PostgresSigningKeyRepository(Database database) {
    this.database = database;
  }

  @Override
  public SigningKey current(Instant now, Instant expired, Supplier<SigningKey> fresh) {
    Optional<SigningKey> present = database.read(handle -> newest(handle, now));
    return present.orElseGet(
        () -> database.inTransaction(handle -> add(handle, now, expired, fresh)));
  }

  @Override
  public List<SigningKey> retiredAfter(Instant moment) {
    return database.read(handle -> retiredAfter(handle, moment));
  }

  private static SigningKey add(
      Handle handle, Instant now, Instant expired, Supplier<SigningKey> fresh) {
    handle.execute("lock table auth.signing_keys in share row exclusive mode");
    Optional<SigningKey> meanwhile = newest(handle, now);
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    handle.execute("delete from auth.signing_keys where retire_time < ?", expired);
    SigningKey key = fresh.get();
    handle
        .createUpdate(
            """
            insert into auth.signing_keys (id, jwk, create_time, retire_time)
            values (:id, :jwk, :createTime, :retireTime)
            """)
        .bind("id", key.id())
        .bind("jwk", key.jwk())
        .bind("createTime", key.createTime())
        .bind("retireTime", key.retireTime())
        .execute();
    return key;
  }

  private static Optional<SigningKey> newest(Handle handle, Instant now) {
    return retiredAfter(handle, now).stream().findFirst();
  }

  private static List<SigningKey> retiredAfter(Handle handle, Instant moment) {
    return handle
        .createQuery(
            """
            select id, jwk, create_time, retire_time from auth.signing_keys
             where retire_time > :moment order by create_time desc, id desc
            """)
        .bind("moment", moment)
        .map((row, context) -> Rows.signingKey(row))
        .list();
  }
}
