package dev.parley.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatabaseTest {

  record Room(UUID id, String displayName, Instant createTime, long seq) {}

  @Test
  void aRecordIsReadBackAsItWasWritten() {
    try (var database = TestDatabase.fresh()) {
      createRooms(database);
      var room =
          new Room(
              UUID.randomUUID(), "général 日本", Instant.parse("2026-03-29T01:30:00.123456Z"), 42);
      database.useTransaction(handle ->
          handle
              .createUpdate("INSERT INTO rooms VALUES (:id, :displayName, :createTime, :seq)")
              .bind("id", room.id())
              .bind("displayName", room.displayName())
              .bind("createTime", room.createTime())
              .bind("seq", room.seq())
              .execute());
      assertThat(rooms(database)).containsExactly(room);
    }
  }

  @Test
  void aBatchIsOneStatementWithArrays() {
    try (var database = TestDatabase.fresh()) {
      createRooms(database);
      var ids = new UUID[] {new UUID(0, 1), new UUID(0, 2)};
      var time = Instant.parse("2026-01-01T00:00:00.000001Z");
      int inserted =
          database.inTransaction(handle ->
              handle
                  .createUpdate(
                      "INSERT INTO rooms SELECT * FROM unnest(:ids, :names, :times, :seqs)")
                  .bind("ids", ids)
                  .bind("names", new String[] {"one", "two, \"quoted\""})
                  .bind("times", new Instant[] {time, time})
                  .bind("seqs", new long[] {1, 2})
                  .execute());
      assertThat(inserted).isEqualTo(2);
      assertThat(rooms(database))
          .containsExactly(
              new Room(ids[0], "one", time, 1), new Room(ids[1], "two, \"quoted\"", time, 2));
      long found =
          database.read(handle ->
              handle
                  .createQuery(
                      "SELECT count(*) FROM rooms WHERE id = ANY(:ids) AND seq <:top AND seq> 0")
                  .bind("ids", ids)
                  .bind("top", 2)
                  .mapTo(Long.class)
                  .one());
      assertThat(found).isEqualTo(1);
    }
  }

  @Test
  void workThatThrowsIsRolledBackAndWhatItThrewComesOut() {
    try (var database = TestDatabase.fresh()) {
      createRooms(database);
      assertThatThrownBy(() ->
              database.useTransaction(handle -> {
                handle.execute("INSERT INTO rooms VALUES (?, 'lost', now(), 1)", UUID.randomUUID());
                throw new java.io.IOException("no");
              }))
          .isInstanceOf(java.io.IOException.class);
      assertThat(rooms(database)).isEmpty();
      assertThat(database.busy()).isZero();
    }
  }

  @Test
  void aSnapshotDoesNotSeeWhatIsCommittedMeanwhileAndCannotWrite() {
    try (var database = TestDatabase.fresh()) {
      createRooms(database);
      var counts = new ArrayList<Long>();
      database.readSnapshot(handle -> {
        var query = handle.createQuery("SELECT count(*) FROM rooms");
        counts.add(query.mapTo(Long.class).one());
        inAnotherThread(() ->
            database.useTransaction(other ->
                other.execute("INSERT INTO rooms VALUES (?, 'new', now(), 1)", UUID.randomUUID())));
        counts.add(handle.createQuery("SELECT count(*) FROM rooms").mapTo(Long.class).one());
        return counts;
      });
      assertThat(counts).containsExactly(0L, 0L);
      assertThat(rooms(database)).hasSize(1);
      assertThatThrownBy(() -> database.readSnapshot(handle -> handle.execute("DELETE FROM rooms")))
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void transactionsAreReadCommittedAndNameThemselves() {
    try (var database = TestDatabase.fresh()) {
      String level =
          database.inTransaction(handle ->
              handle
                  .createQuery(
                      "SELECT current_setting('transaction_isolation') || '/' || current_setting('application_name')")
                  .mapTo(String.class)
                  .one());
      assertThat(level).isEqualTo("read committed/parley");
    }
  }

  @Test
  void aCallerWhoseTurnDoesNotComeInTimeIsToldSo() throws Exception {
    try (var fresh = TestDatabase.fresh();
        var database =
            Database.open(
                fresh.settings().withPoolSize(1).withAcquireTimeout(Duration.ofMillis(300)));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holding = new CountDownLatch(1);
      var letGo = new CountDownLatch(1);
      Future<?> holder = threads.submit(() -> hold(database, holding, letGo));
      holding.await();
      long start = System.nanoTime();
      assertThatThrownBy(() -> database.read(handle -> 1))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining(
              "no database connection was free within 300 ms (database.poolSize: 1");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
      letGo.countDown();
      holder.get();
      assertThat(database.<Integer, RuntimeException>read(handle -> 1)).isEqualTo(1);
    }
  }

  @Test
  void callersAreServedInTheOrderInWhichTheyCame() throws Exception {
    try (var fresh = TestDatabase.fresh();
        var database = Database.open(fresh.settings().withPoolSize(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holding = new CountDownLatch(1);
      var letGo = new CountDownLatch(1);
      var futures = new ArrayList<Future<?>>();
      futures.add(threads.submit(() -> hold(database, holding, letGo)));
      holding.await();
      List<Integer> served = Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 50; i++) {
        int number = i;
        futures.add(threads.submit(() -> database.read(handle -> served.add(number))));
        Waiting.until(() -> database.waiting() == number + 1);
      }
      letGo.countDown();
      for (var future : futures) {
        future.get();
      }
      assertThat(served).isSorted().hasSize(50);
    }
  }

  @Test
  void askingForASecondHandleInsideTheWorkIsRefused() {
    try (var database = TestDatabase.fresh()) {
      assertThatThrownBy(() -> database.read(handle -> database.read(inner -> 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the outer handle passed on");
      assertThat(database.<Integer, RuntimeException>read(handle -> 1)).isEqualTo(1);
    }
  }

  @Test
  void aLostConnectionIsAnOutageAndTheNextCallGetsANewOne() {
    try (var database = TestDatabase.fresh()) {
      assertThatThrownBy(() ->
              database.read(
                  handle -> handle.execute("SELECT pg_terminate_backend(pg_backend_pid())")))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("127.0.0.1:");
      assertThat(database.<Integer, RuntimeException>read(handle -> 1)).isEqualTo(1);
    }
  }

  @Test
  void aLockThatIsNotHadInTimeIsAnOutage() {
    try (var database = TestDatabase.fresh()) {
      database.read(handle -> handle.execute("CREATE TABLE wanted (id int)"));
      database.useTransaction(handle -> {
        handle.execute("LOCK TABLE wanted");
        inAnotherThread(() ->
            assertThatThrownBy(() ->
                    database.useTransaction(other -> {
                      other.execute("SET LOCAL lock_timeout = 50");
                      other.execute("LOCK TABLE wanted");
                    }))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("the database is busy"));
      });
    }
  }

  @Test
  void aStatementThatTakesLongerThanItMayIsAnsweredAsBusy() {
    try (var database = TestDatabase.fresh()) {
      assertThatThrownBy(() ->
              database.useTransaction(handle -> {
                handle.execute("SET LOCAL statement_timeout = 50");
                handle.execute("SELECT pg_sleep(20)");
              }))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("the database is busy");
    }
  }

  @Test
  void aFailureDoesNotRepeatWhatWasBound() {
    try (var database = TestDatabase.fresh()) {
      database.read(handle -> handle.execute("CREATE TABLE people (email text UNIQUE)"));
      addPerson(database);
      assertThatThrownBy(() -> addPerson(database))
          .hasMessageContaining("duplicate key")
          .hasMessageNotContaining("ada@example.org");
    }
  }

  private static void addPerson(Database database) {
    database.useTransaction(
        handle -> handle.execute("INSERT INTO people VALUES (?)", "ada@example.org"));
  }

  @Test
  void closingAFreshDatabaseDropsIt() {
    var database = TestDatabase.fresh();
    var name = database.settings().url().replaceFirst(".*/", "");
    database.close();
    try (var server = Database.open(TestDatabase.server())) {
      long left =
          server.read(handle ->
              handle
                  .createQuery("SELECT count(*) FROM pg_database WHERE datname = :name")
                  .bind("name", name)
                  .mapTo(Long.class)
                  .one());
      assertThat(left).isZero();
    }
  }

  private static void createRooms(Database database) {
    database.read(handle ->
        handle.execute(
            "CREATE TABLE rooms (id uuid, display_name text, create_time timestamptz, seq bigint)"));
  }

  private static List<Room> rooms(Database database) {
    return database.read(
        handle -> handle.createQuery("SELECT * FROM rooms ORDER BY seq").mapTo(Room.class).list());
  }

  private static Object hold(Database database, CountDownLatch holding, CountDownLatch letGo)
      throws Exception {
    return database.read(handle -> {
      holding.countDown();
      letGo.await();
      return true;
    });
  }

  private static void inAnotherThread(Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(work).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
