package dev.parley.chat.domain;

import java.util.UUID;

/**
 * What a page that a message links to says of itself, as it was when it was fetched. All of it is
 * plain text, some of it may be empty, but not all.
 *
 * @param id of what was fetched then
 * @param url as the message has it
 * @param pictureVersion names the picture that goes with it; empty if none does
 */
public record LinkPreview(
    UUID id, String url, String title, String description, String siteName, String pictureVersion) {
  /** The longest title, in characters. */
  public static final int MAX_TITLE = 200;

  /** The longest description, in characters. */
  public static final int MAX_DESCRIPTION = 400;

  /** The longest name of a site, in characters. */
  public static final int MAX_SITE_NAME = 80;

  /** Stands for one that is there and was not read yet. */
  public static LinkPreview unread(UUID id) {
    return new LinkPreview(id, "", "", "", "", "");
  }
}
