package dev.parley.platform.db;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The settings of a server and its database on which Parley's promises rest. */
record Durability(
    int serverVersionNum,
    String fsync,
    String synchronousCommit,
    String fullPageWrites,
    String encoding,
    String ctype) {

  private static final int OLDEST_VERSION = 15;

  /**
   * Up to version 18, trigrams ask this locale what a letter is, whatever the database's locale
   * provider.
   */
  private static final Set<String> ENGLISH_ONLY = Set.of("C", "POSIX");

  static Durability of(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT current_setting('server_version_num')::int AS server_version_num,
                   current_setting('fsync') AS fsync,
                   current_setting('synchronous_commit') AS synchronous_commit,
                   current_setting('full_page_writes') AS full_page_writes,
                   pg_encoding_to_char(encoding) AS encoding,
                   datctype AS ctype
              FROM pg_database WHERE datname = current_database()
            """)
        .mapTo(Durability.class)
        .one();
  }

  void require() {
    if (serverVersionNum / 10_000 < OLDEST_VERSION) {
      throw refused("it is PostgreSQL " + serverVersionNum / 10_000 + " (expected: 15 or newer)");
    }
    requireOn("fsync", fsync);
    // remote_write, remote_apply and local all wait for the disk of this server or more.
    if (synchronousCommit.equals("off")) {
      requireOn("synchronous_commit", synchronousCommit);
    }
    requireOn("full_page_writes", fullPageWrites);
    if (!encoding.equals("UTF8")) {
      throw refused(
          "its encoding is " + encoding + " (expected: UTF8); create it with ENCODING 'UTF8'");
    }
    if (ENGLISH_ONLY.contains(ctype)) {
      throw refused(
          "its LC_CTYPE is "
              + ctype
              + ", under which search finds no Cyrillic, Chinese or Japanese; create it with LOCALE 'C.UTF-8' TEMPLATE"
              + " template0");
    }
  }

  private static void requireOn(String setting, String value) {
    if (!value.equals("on")) {
      throw refused(
          setting
              + " is "
              + value
              + ", so acknowledged messages could be lost; set "
              + setting
              + " = on");
    }
  }

  private static DatabaseSetupException refused(String reason) {
    return new DatabaseSetupException("the database is refused: " + reason);
  }
}
