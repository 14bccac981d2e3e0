package dev.parley.platform.db;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/**
 * Empty databases for tests, on one embedded PostgreSQL per test JVM.
 *
 * <p>The server's folder is kept between runs, below the system's temporary folder: setting one up
 * takes seconds, and what a killed test run has left is simply taken over. Each JVM takes the first
 * folder that no other has.
 */
public final class TestDatabase {

  private static final int POOL_SIZE = 8;
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();
    static final DatabaseSettings SETTINGS = POSTGRES.settings(POOL_SIZE);
    static final Jdbi ADMIN =
        RowMapping.jdbi(
            DriverSettings.dataSource(
                SETTINGS, DriverSettings.CONNECT_TIMEOUT, DriverSettings.NO_TIMEOUT));

    /** The database that a set of schemas is copied from, by the set's name. */
    static final Map<String, String> TEMPLATES = new HashMap<>();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
      removeLeftovers();
    }

    private static EmbeddedPostgres start() {
      var home = testFolder();
      for (int slot = 0; ; slot++) {
        try {
          return EmbeddedPostgres.start(home.resolve("data-" + slot), Optional.of(home));
        } catch (DataFolderException e) {
          if (!e.getMessage().contains("in use") || slot == 64) {
            throw e;
          }
        }
      }
    }

    private static void removeLeftovers() {
      ADMIN.useHandle(handle ->
          handle
              .createQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
              .mapTo(String.class)
              .list()
              .forEach(name -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)")));
    }
  }

  private TestDatabase() {}

  /** Where test servers keep their programs and data, one place per user. */
  static Path testFolder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "parley-test-" + System.getProperty("user.name"));
  }

  /**
   * A new, empty database with these schemas migrated up; closing it drops it. The scripts come
   * from the classpath ({@code db/<schema>/}).
   */
  public static Database fresh(String... schemas) {
    var name = "test_" + COUNTER.incrementAndGet();
    var source = schemas.length == 0 ? "template1" : template(List.of(schemas));
    create(name, source);
    return Database.open(on(name), () -> drop(name));
  }

  /**
   * How to reach the test server itself, for what opens its own connections. The database is an
   * unmigrated one.
   */
  public static DatabaseSettings server() {
    return Server.SETTINGS;
  }

  private static synchronized String template(List<String> schemas) {
    return Server.TEMPLATES.computeIfAbsent(
        String.join(",", schemas),
        ignored -> {
          var name = "test_template_" + Server.TEMPLATES.size();
          create(name, "template1");
          try (var database = Database.open(on(name))) {
            var migrations = new Migrations(database);
            schemas.forEach(schema -> migrations.up(new Migrations.Schema(schema)));
          }
          return name;
        });
  }

  private static void create(String name, String source) {
    Server.ADMIN.useHandle(
        handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE " + source));
  }

  private static void drop(String name) {
    Server.ADMIN.useHandle(
        handle -> handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
  }

  private static DatabaseSettings on(String name) {
    var server = Server.SETTINGS;
    return new DatabaseSettings(
        server.url().replaceFirst("/[^/]*$", "/" + name),
        server.user(),
        server.password(),
        POOL_SIZE);
  }
}
