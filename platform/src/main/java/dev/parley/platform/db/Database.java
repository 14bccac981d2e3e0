package dev.parley.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A PostgreSQL database as adapters see it: JDBI handles, never more at once than the pool has
 * connections.
 *
 * <p>Thousands of virtual threads may call. They wait in a fair queue in front of the pool, first
 * come first served, at most {@link DatabaseSettings#acquireTimeout()}; the pool itself never has
 * to queue.
 *
 * <p>SQL is passed on as written, with {@code :name} parameters. {@code <name>} is not a template
 * here, so lists are arrays: {@code = ANY(:ids)} and {@code unnest(:ids, :names)} with arrays of
 * UUID, Long, Integer, String, Boolean, Instant. {@code timestamptz} is an {@link
 * java.time.Instant}, {@code uuid} a {@link java.util.UUID}, and any record is a row whose columns
 * are its components in snake case. PostgreSQL keeps microseconds, and rounds.
 *
 * <p>Work that throws is rolled back, and what it threw comes out. Never ask for a second handle
 * inside the work: pass the first one on. (It would wait for a place that its own thread holds;
 * that is refused at once.)
 */
public final class Database implements AutoCloseable {

  /** How long a database that is starting may take before the start of Parley gives up. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(8);

  private final DatabaseSettings settings;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Semaphore places;
  private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);
  private final Runnable afterClose;

  private Database(DatabaseSettings settings, Runnable afterClose) {
    this.settings = settings;
    this.pool = pool(settings);
    this.jdbi = RowMapping.jdbi(pool);
    this.places = new Semaphore(settings.poolSize(), true);
    this.afterClose = afterClose;
  }

  /**
   * Connects. Takes up to 10 seconds to find out that nobody answers.
   *
   * @throws DatabaseSetupException naming host, port, what happened and which setting to look at
   */
  public static Database open(DatabaseSettings settings) {
    return open(settings, () -> {});
  }

  /** With something to do once every connection is closed. */
  static Database open(DatabaseSettings settings, Runnable afterClose) {
    Reachability.require(settings, START_TIMEOUT);
    return new Database(settings, afterClose);
  }

  private static HikariDataSource pool(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("parley");
    config.setDataSource(
        DriverSettings.dataSource(
            settings, DriverSettings.CONNECT_TIMEOUT, DriverSettings.SOCKET_TIMEOUT));
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(Math.min(2, settings.poolSize()));
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Math.max(250, settings.acquireTimeout().toMillis()));
    config.setValidationTimeout(Math.clamp(settings.acquireTimeout().toMillis() / 2, 250, 2_000));
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  /**
   * Runs statements each on its own, without a transaction around them: a query, or one statement
   * that writes.
   *
   * @throws DatabaseUnavailableException if no connection was free in time, or it was lost
   */
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    return withPlace(() -> jdbi.withHandle(work));
  }

  /**
   * Runs several queries on one unchanging picture of the data (REPEATABLE READ, READ ONLY).
   *
   * @throws DatabaseUnavailableException if no connection was free in time, or it was lost
   */
  public <T, X extends Exception> T readSnapshot(HandleCallback<T, X> work) throws X {
    return withPlace(() ->
        jdbi.inTransaction(handle -> {
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
          return work.withHandle(handle);
        }));
  }

  /**
   * Runs the work in one transaction (READ COMMITTED), committed durably when this returns.
   *
   * @throws DatabaseUnavailableException if no connection was free in time, a lock was not had in
   *     time, or the connection was lost; in the last case it is unknown whether the transaction
   *     took effect
   */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    return withPlace(() -> jdbi.inTransaction(work));
  }

  /** As {@link #inTransaction}, for work without a result. */
  public <X extends Exception> void useTransaction(HandleConsumer<X> work) throws X {
    withPlace(() -> {
      jdbi.useTransaction(work);
      return true;
    });
  }

  private interface Work<T, X extends Exception> {
    T run() throws X;
  }

  private <T, X extends Exception> T withPlace(Work<T, X> work) throws X {
    if (working.get()) {
      throw new IllegalStateException(
          "database work inside database work (expected: the outer handle passed on)");
    }
    acquirePlace();
    working.set(true);
    try {
      return work.run();
    } catch (JdbiException e) {
      if (Reachability.isLost(e)) {
        throw new DatabaseUnavailableException(
            "the database at "
                + DriverSettings.hostAndPort(settings)
                + " is not available: "
                + rootMessage(e),
            e);
      }
      if (Reachability.isContended(e)) {
        throw new DatabaseUnavailableException("the database is busy: " + rootMessage(e), e);
      }
      throw e;
    } finally {
      working.remove();
      places.release();
    }
  }

  private void acquirePlace() {
    try {
      if (!places.tryAcquire(settings.acquireTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DatabaseUnavailableException(
            "no database connection was free within "
                + settings.acquireTimeout().toMillis()
                + " ms (database.poolSize: "
                + settings.poolSize()
                + ", waiting: "
                + waiting()
                + ")",
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailableException(
          "interrupted while waiting for a database connection", e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /**
   * Refuses a database on which an acknowledged message could be lost or not be found: older than
   * PostgreSQL 15, with fsync, synchronous_commit or full_page_writes off, not in UTF-8, or with a
   * locale that knows only English letters.
   *
   * @throws DatabaseSetupException naming the first thing that must change
   */
  public void assertDurable() {
    read(handle -> {
      Durability.of(handle).require();
      return true;
    });
  }

  /**
   * The same places for a library that brings its own SQL. A connection that it takes is one until
   * the library closes it.
   */
  public DataSource dataSource() {
    return new PlacedDataSource(this::acquirePlace, places::release, pool);
  }

  /** Calls that wait for a connection now. */
  public int waiting() {
    return places.getQueueLength();
  }

  /** Calls that have a connection now. */
  public int busy() {
    return settings.poolSize() - places.availablePermits();
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** Closes every connection, those in use included. */
  @Override
  public void close() {
    if (!pool.isClosed()) {
      pool.close();
      afterClose.run();
    }
  }
}
