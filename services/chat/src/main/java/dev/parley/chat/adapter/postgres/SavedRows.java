package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.SavedItem;
import dev.parley.chat.domain.SavedItem.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Saved items from rows. */
final class SavedRows {
  /** Columns of an item {@code si}. */
  static final String ITEM =
      """
      si.id as si_id, si.room_id as si_room_id, si.message_id as si_message_id, si.note as si_note,
      si.create_time as si_create_time, si.remind_time as si_remind_time, si.due as si_due, si.done_time as si_done_time
      """;

  private SavedRows() {}

  /** From the columns of {@link #ITEM}. */
  static SavedItem item(ResultSet row) throws SQLException {
    UUID roomId = row.getObject("si_room_id", UUID.class);
    return new SavedItem(
        Rows.id(row, "si_id"),
        roomId == null ? null : new Place(roomId, Rows.id(row, "si_message_id")),
        row.getString("si_note"),
        Rows.time(row, "si_create_time"),
        Rows.timeOrNull(row, "si_remind_time"),
        row.getBoolean("si_due"),
        Rows.timeOrNull(row, "si_done_time"));
  }
}
