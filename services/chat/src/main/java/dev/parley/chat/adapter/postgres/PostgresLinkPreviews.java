package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.LinkPreview;
import dev.parley.chat.domain.LinksInText;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change.MessageUpdated;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.LinkPreviews;
import dev.parley.chat.port.Pages;
import dev.parley.platform.db.Database;
import dev.parley.platform.ids.UuidV7;
import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Previews in PostgreSQL. Which a message shows changes under the lock of its room. */
public final class PostgresLinkPreviews implements LinkPreviews {
  private static final int FORGOTTEN_AT_ONCE = 1_000;

  private final Database database;
  private final Announcing announcing;

  public PostgresLinkPreviews(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  /** Those that messages show, by their own ids: one look for any number of messages. */
  static Map<UUID, LinkPreview> of(Handle handle, List<Message> messages) {
    UUID[] ids =
        messages.stream()
            .flatMap(message -> message.since().previews().stream())
            .map(LinkPreview::id)
            .distinct()
            .toArray(UUID[]::new);
    Map<UUID, LinkPreview> found = new HashMap<>();
    if (ids.length > 0) {
      handle
          .createQuery(
              """
              select id, url, title, description, site_name, picture_version from chat.link_previews
               where id = any(:ids)
              """)
          .bindArray("ids", UUID.class, (Object[]) ids)
          .map((row, context) ->
              new LinkPreview(
                  Rows.id(row, "id"),
                  row.getString("url"),
                  row.getString("title"),
                  row.getString("description"),
                  row.getString("site_name"),
                  row.getString("picture_version")))
          .forEach(preview -> found.put(preview.id(), preview));
    }
    return found;
  }

  /** Has somebody look at the pages of a new message once it is durable, if it links to any. */
  static void lookForLater(Handle handle, UUID messageId, String text, Instant time) {
    if (!LinksInText.of(text).isEmpty()) {
      ChatJobs.LINK_QUEUE.add(handle, ChatJobs.PREVIEW_LINKS, messageId, time);
    }
  }

  /** The same for a message that links to something else now. */
  static void lookAgain(Handle handle, UUID messageId, String text, Instant time) {
    handle.execute("update chat.messages set preview_ids = null where id = ?", messageId);
    lookForLater(handle, messageId, text, time);
  }

  /** Has a message show these and wait for no others. */
  static void show(Handle handle, UUID messageId, List<UUID> previews) {
    handle
        .createUpdate("update chat.messages set preview_ids = :ids where id = :message")
        .bindArray("ids", UUID.class, previews.toArray())
        .bind("message", messageId)
        .execute();
  }

  @Override
  public Optional<Waiting> waiting(UUID messageId) {
    return database.read(handle -> waiting(handle, messageId));
  }

  private static Optional<Waiting> waiting(Handle handle, UUID messageId) {
    return handle
        .createQuery(
            """
            select room_id, text from chat.messages
             where id = :message and delete_time is null and preview_ids is null
            """)
        .bind("message", messageId)
        .map((row, context) ->
            new Waiting(Rows.id(row, "room_id"), messageId, row.getString("text")))
        .findOne();
  }

  @Override
  public Optional<Known> known(String url, Instant foundSince, Instant missedSince) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select id, found from chat.link_previews
                 where md5(url) = md5(:url) and url = :url
                   and fetch_time > case when found then :foundSince else :missedSince end
                 order by fetch_time desc limit 1
                """)
            .bind("url", url)
            .bind("foundSince", foundSince)
            .bind("missedSince", missedSince)
            .map((row, context) -> new Known(Rows.id(row, "id"), row.getBoolean("found")))
            .findOne());
  }

  @Override
  public long pictureBytes(Instant since) {
    return database.read(handle ->
        handle
            .createQuery(
                "select coalesce(sum(octet_length(picture)), 0) from chat.link_previews where fetch_time > :since")
            .bind("since", since)
            .mapTo(long.class)
            .one());
  }

  @Override
  public Known keep(String url, Optional<Pages.Page> page, Instant time) {
    Known known = new Known(UuidV7.at(time), page.isPresent());
    Pages.Page said = page.orElse(new Pages.Page("", "", "", Optional.empty()));
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                insert into chat.link_previews
                  (id, url, fetch_time, found, title, description, site_name, picture, picture_format, picture_version)
                values (:id, :url, :time, :found, :title, :description, :site, :picture, :format, :version)
                """)
            .bind("id", known.id())
            .bind("url", url)
            .bind("time", time)
            .bind("found", known.found())
            .bind("title", said.title())
            .bind("description", said.description())
            .bind("site", said.siteName())
            .bindByType("picture", said.picture().map(Picture::bytes).orElse(null), byte[].class)
            .bind("format", said.picture().map(picture -> picture.format().name()).orElse(null))
            .bind("version", said.picture().map(Picture::version).orElse(""))
            .execute());
    return known;
  }

  @Override
  public void show(Waiting waiting, List<UUID> previews, Instant time) {
    announcing.commit(handle -> {
      UUID roomId = waiting.roomId();
      PostgresRoomRepository.lock(handle, roomId);
      // A typo that was mended meanwhile changes nothing: it still links to the same pages.
      boolean stillWaits =
          waiting(handle, waiting.messageId())
              .filter(now -> LinksInText.of(now.text()).equals(LinksInText.of(waiting.text())))
              .isPresent();
      if (!stillWaits) {
        return Told.nothing(false);
      }
      show(handle, waiting.messageId(), previews);
      return previews.isEmpty()
          ? Told.nothing(false)
          : new Told<>(
              true,
              List.of(
                  told(handle, roomId, waiting.messageId(), time.truncatedTo(ChronoUnit.MICROS))),
              List.of());
    });
  }

  /** Writes that a message shows something else, as if its sender had done it. */
  private static RoomEvent told(Handle handle, UUID roomId, UUID messageId, Instant time) {
    long seq =
        handle
            .createQuery(
                """
                with head as (
                  update chat.rooms set head_seq = head_seq + 1 where id = :room returning head_seq
                ),
                changed as (
                  update chat.messages set change_seq = head_seq from head where id = :message returning seq, sender_id
                ),
                logged as (
                  insert into chat.room_log (room_id, seq, kind, user_id, create_time, message_seq)
                  select :room, head_seq, 'MESSAGE_UPDATED', sender_id, :time, seq from head, changed
                )
                select head_seq from head
                """)
            .bind("room", roomId)
            .bind("message", messageId)
            .bind("time", time)
            .mapTo(long.class)
            .one();
    Message message = PostgresMessageRepository.message(handle, roomId, messageId).orElseThrow();
    return new RoomEvent(roomId, seq, time, new MessageUpdated(message));
  }

  @Override
  public Optional<Picture> picture(UUID previewId, String version) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select picture, picture_format from chat.link_previews
                 where id = :id and picture_version = :version and picture is not null
                """)
            .bind("id", previewId)
            .bind("version", version)
            .map((row, context) ->
                new Picture(
                    row.getBytes("picture"),
                    Picture.Format.valueOf(row.getString("picture_format"))))
            .findOne());
  }

  @Override
  public long forget(Instant before) {
    long all = 0;
    int gone;
    do {
      gone =
          database.inTransaction(handle ->
              handle
                  .createUpdate(
                      """
                      delete from chat.link_previews where id in (
                        select p.id from chat.link_previews p
                         where p.fetch_time < :before
                           and not exists (select from chat.messages m where m.preview_ids @> array[p.id])
                         limit :most)
                      """)
                  .bind("before", before)
                  .bind("most", FORGOTTEN_AT_ONCE)
                  .execute());
      all += gone;
    } while (gone == FORGOTTEN_AT_ONCE);
    return all;
  }
}
