package dev.parley.chat.port;

import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What pages said of themselves, and which messages show it. */
public interface LinkPreviews {
  /**
   * A message of whose links nobody has looked at the pages.
   *
   * @param text what it says
   */
  record Waiting(UUID roomId, UUID messageId, String text) {}

  /**
   * What is known of a page.
   *
   * @param found whether there is anything to show
   */
  record Known(UUID id, boolean found) {}

  /** The message, if it is there, waits for previews and has not been deleted. */
  Optional<Waiting> waiting(UUID messageId);

  /**
   * What the last look at a page has found, if it was recent.
   *
   * @param foundSince how old it may be where something was found
   * @param missedSince how old where nothing was
   */
  Optional<Known> known(String url, Instant foundSince, Instant missedSince);

  /** How many bytes of pictures were kept since then. */
  long pictureBytes(Instant since);

  /** Keeps what a page said, or that it said nothing. */
  Known keep(String url, Optional<Pages.Page> page, Instant time);

  /**
   * Has a message show previews; all members are told. Nothing happens if it says something else by
   * now, or waits no longer.
   */
  void show(Waiting message, List<UUID> previews, Instant time);

  /** The picture of a preview, if it is this version of it. */
  Optional<Picture> picture(UUID previewId, String version);

  /**
   * Forgets pages that no message links to.
   *
   * @param before when they were fetched at the latest
   * @return how many
   */
  long forget(Instant before);
}
