package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Block;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Blocks;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Blocks in PostgreSQL. Who blocks holds, in this order, a lock of their own, that of the pair (as
 * does whoever begins a conversation of the two), and the row of their conversation (as does
 * whoever writes to it).
 */
public final class PostgresBlocks implements Blocks {
  private static final String BLOCK =
      """
      select b.create_time, p.user_id, p.username, p.display_name, p.avatar_version
        from chat.blocks b join chat.people p on p.user_id = b.blocked_id
       where b.blocker_id = :blocker and
      """;

  private final Database database;
  private final Announcing announcing;

  public PostgresBlocks(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome block(UUID blockerId, Person person, Instant time) {
    return announcing.commit(
        handle -> insert(handle, blockerId, person, time.truncatedTo(ChronoUnit.MICROS)));
  }

  @Override
  public boolean unblock(UUID blockerId, UUID personId, Instant time) {
    return announcing.commit(
        handle -> delete(handle, blockerId, personId, time.truncatedTo(ChronoUnit.MICROS)));
  }

  @Override
  public Page<Block> list(UUID blockerId, Optional<Page.Mark> from, int limit) {
    String after = from.isPresent() ? "(p.username, p.user_id) >= (:name, :id)" : "true";
    List<Block> found =
        database.read(handle -> {
          Query query =
              handle
                  .createQuery(BLOCK + after + " order by p.username, p.user_id limit :limit")
                  .bind("blocker", blockerId)
                  .bind("limit", limit + 1);
          from.ifPresent(mark -> query.bind("name", mark.name()).bind("id", mark.id()));
          return query.map((row, context) -> block(row)).list();
        });
    return Page.of(
        found, limit, block -> new Page.Mark(block.person().username(), block.person().id()));
  }

  @Override
  public Set<UUID> blockers(UUID blockedId, Collection<UUID> among) {
    return database.read(handle -> blockers(handle, blockedId, among));
  }

  static Set<UUID> blockers(Handle handle, UUID blockedId, Collection<UUID> among) {
    return new HashSet<>(
        handle
            .createQuery(
                "select blocker_id from chat.blocks where blocked_id = :blocked and blocker_id = any(:among)")
            .bind("blocked", blockedId)
            .bindArray("among", UUID.class, among.toArray())
            .mapTo(UUID.class)
            .list());
  }

  static boolean has(Handle handle, UUID blockerId, UUID blockedId) {
    return !blockers(handle, blockedId, List.of(blockerId)).isEmpty();
  }

  /** Whom somebody has blocked. */
  static List<UUID> blocked(Handle handle, UUID blockerId) {
    return handle
        .createQuery("select blocked_id from chat.blocks where blocker_id = :blocker")
        .bind("blocker", blockerId)
        .mapTo(UUID.class)
        .list();
  }

  /** Until the transaction ends, nobody else begins a conversation of these two, or blocks. */
  static void lockPair(Handle handle, UUID one, UUID other) {
    lock(handle, "direct " + Conversations.key(one, other));
  }

  private static Told<Outcome> insert(Handle handle, UUID blockerId, Person person, Instant time) {
    lock(handle, "blocks " + blockerId);
    lockPair(handle, blockerId, person.id());
    Optional<Block> before = find(handle, blockerId, person.id());
    if (before.isPresent()) {
      return Told.nothing(new Outcome.Blocked(before.get(), false));
    }
    if (isFull(handle, blockerId)) {
      return Told.nothing(new Outcome.TooMany());
    }
    handle.execute(
        "insert into chat.blocks (blocker_id, blocked_id, create_time) values (?, ?, ?)",
        blockerId,
        person.id(),
        time);
    handle.execute(
        "update chat.rooms set blocked_by = array_append(blocked_by, ?) where direct_key = ?",
        blockerId,
        Conversations.key(blockerId, person.id()));
    return new Told<>(
        new Outcome.Blocked(new Block(person, time), true),
        List.of(),
        List.of(tell(handle, blockerId, person, true, time)));
  }

  private static Told<Boolean> delete(Handle handle, UUID blockerId, UUID personId, Instant time) {
    lock(handle, "blocks " + blockerId);
    lockPair(handle, blockerId, personId);
    Optional<Block> block = find(handle, blockerId, personId);
    if (block.isEmpty()) {
      return Told.nothing(false);
    }
    handle.execute(
        "delete from chat.blocks where blocker_id = ? and blocked_id = ?", blockerId, personId);
    handle.execute(
        "update chat.rooms set blocked_by = array_remove(blocked_by, ?) where direct_key = ?",
        blockerId,
        Conversations.key(blockerId, personId));
    return new Told<>(
        true, List.of(), List.of(tell(handle, blockerId, block.get().person(), false, time)));
  }

  private static UserEvent tell(
      Handle handle, UUID blockerId, Person person, boolean blocked, Instant time) {
    return OwnLog.append(
        handle, blockerId, new UserEvent.Change.BlocksChanged(person, blocked), time);
  }

  private static void lock(Handle handle, String name) {
    handle
        .createQuery("select true from pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .bind("name", name)
        .mapTo(boolean.class)
        .one();
  }

  private static Optional<Block> find(Handle handle, UUID blockerId, UUID personId) {
    return handle
        .createQuery(BLOCK + "b.blocked_id = :person")
        .bind("blocker", blockerId)
        .bind("person", personId)
        .map((row, context) -> block(row))
        .findOne();
  }

  private static boolean isFull(Handle handle, UUID blockerId) {
    return handle
        .createQuery("select count(*) >= :most from chat.blocks where blocker_id = :blocker")
        .bind("most", Block.MAX_PER_PERSON)
        .bind("blocker", blockerId)
        .mapTo(boolean.class)
        .one();
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(Rows.person(row), Rows.time(row, "create_time"));
  }
}
