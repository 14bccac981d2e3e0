package dev.parley.chat.port;

import dev.parley.platform.pictures.Picture;
import java.util.Optional;

/**
 * Pages elsewhere, of which nothing is known: whoever writes messages chooses which are asked for.
 */
public interface Pages {
  /**
   * What a page says of itself: plain text within the bounds of {@link
   * dev.parley.chat.domain.LinkPreview}, not all of it empty.
   */
  record Page(String title, String description, String siteName, Optional<Picture> picture) {}

  /** Looks at a page, within seconds; empty if there is nothing to show of it, for any reason. */
  Optional<Page> look(String url);
}
