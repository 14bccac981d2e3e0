package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.domain.ScheduledMessage.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scheduled messages from rows. */
final class ScheduledRows {
  /** Columns of a scheduled message {@code sm}. */
  static final String MESSAGE =
      """
      sm.id as sm_id, sm.sender_id as sm_sender_id, sm.room_id as sm_room_id, sm.thread_id as sm_thread_id,
      sm.also_in_room as sm_also_in_room, sm.text as sm_text, sm.send_time as sm_send_time, sm.cron as sm_cron,
      sm.time_zone as sm_time_zone, sm.create_time as sm_create_time, sm.sent_count as sm_sent_count, sm.failure as sm_failure
      """;

  private ScheduledRows() {}

  /** From the columns of {@link #MESSAGE}. */
  static ScheduledMessage message(ResultSet row) throws SQLException {
    UUID threadId = row.getObject("sm_thread_id", UUID.class);
    String failure = row.getString("sm_failure");
    return new ScheduledMessage(
        Rows.id(row, "sm_id"),
        Rows.id(row, "sm_sender_id"),
        Rows.id(row, "sm_room_id"),
        threadId == null ? null : new Reply(threadId, row.getBoolean("sm_also_in_room")),
        row.getString("sm_text"),
        Rows.timeOrNull(row, "sm_send_time"),
        recurrence(row),
        Rows.time(row, "sm_create_time"),
        row.getInt("sm_sent_count"),
        failure == null ? null : Failure.valueOf(failure));
  }

  private static @Nullable Recurrence recurrence(ResultSet row) throws SQLException {
    String cron = row.getString("sm_cron");
    return cron == null ? null : new Recurrence(cron, ZoneId.of(row.getString("sm_time_zone")));
  }
}
