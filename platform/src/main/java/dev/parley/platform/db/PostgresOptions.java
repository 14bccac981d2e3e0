package dev.parley.platform.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * How the bundled server is set: on its command line, which nothing in the data folder can
 * override.
 *
 * <p>Durable first; small second: a chat server of one machine reads mostly what it has just
 * written, so the operating system's page cache does most of the work.
 */
final class PostgresOptions {

  /** A made-up setting that tells which options a running server was started with. */
  static final String FINGERPRINT = "parley.options";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final String fingerprint;

  PostgresOptions(PostgresBinaries binaries, Path logFolder) {
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("wal_level", "replica");

    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "40");
    settings.put("superuser_reserved_connections", "2");

    settings.put("shared_buffers", "128MB");
    // What is not in memory is on a disk without a head to move: the default of 4 makes small
    // tables
    // be read whole where a few rows are asked for.
    settings.put("random_page_cost", "1.1");
    settings.put("work_mem", "4MB");
    settings.put("maintenance_work_mem", "32MB");
    settings.put("effective_cache_size", "256MB");
    settings.put("huge_pages", "off");
    settings.put("jit", "off");

    // Each of these would keep processes around that a small server has no work for.
    settings.put("io_method", "sync");
    settings.put("max_worker_processes", "4");
    settings.put("max_parallel_workers", "2");
    settings.put("max_parallel_workers_per_gather", "1");
    settings.put("max_parallel_maintenance_workers", "1");
    settings.put("max_logical_replication_workers", "0");
    settings.put("max_wal_senders", "2");
    settings.put("max_replication_slots", "2");
    settings.put("autovacuum", "on");
    settings.put("autovacuum_max_workers", "2");
    settings.put("autovacuum_worker_slots", "2");

    // Bounds what a start after a crash has to replay, to about a second.
    settings.put("max_wal_size", "256MB");
    settings.put("min_wal_size", "64MB");
    settings.put("checkpoint_timeout", "5min");

    // One file per weekday, begun anew a week later. Terse: details would put people's data into
    // the log.
    settings.put("logging_collector", "on");
    settings.put("log_directory", logFolder.toString());
    settings.put("log_filename", "postgres-%a.log");
    settings.put("log_rotation_age", "1d");
    settings.put("log_rotation_size", "0");
    settings.put("log_truncate_on_rotation", "on");
    settings.put("log_error_verbosity", "terse");
    settings.put("log_min_error_statement", "panic");
    settings.put("log_checkpoints", "off");
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");

    fingerprint = fingerprint(binaries);
  }

  private String fingerprint(PostgresBinaries binaries) {
    var checksum = new CRC32();
    checksum.update((binaries.folder() + " " + settings).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }

  String fingerprint() {
    return fingerprint;
  }

  /**
   * The server's arguments. The data folder comes first: that is how an orphan is told from another
   * program.
   */
  List<String> arguments(Path data, int port) {
    var arguments =
        new ArrayList<String>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    arguments.addAll(List.of("-c", FINGERPRINT + "=" + fingerprint));
    return arguments;
  }
}
