package dev.parley.chat.app;

import dev.parley.chat.domain.LinksInText;
import dev.parley.chat.port.LinkPreviews;
import dev.parley.chat.port.LinkPreviews.Known;
import dev.parley.chat.port.LinkPreviews.Waiting;
import dev.parley.chat.port.Pages;
import dev.parley.platform.pictures.Picture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks at the pages that messages link to, after they were said, and has the messages show what
 * the pages say of themselves. A page is asked at most once a day, and one that has nothing to show
 * once in ten minutes, however many messages link to it.
 */
public final class PreviewLinks {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration KEPT_IF_MISSED = Duration.ofMinutes(10);

  /** Longer than anybody goes by what is kept, so that nothing goes that is about to be shown. */
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  /** Whoever writes messages could fill the disk with pictures: beyond this, previews have none. */
  private static final long MOST_PICTURE_BYTES_A_DAY = 256L * 1024 * 1024;

  private final boolean enabled;
  private final LinkPreviews previews;
  private final Pages pages;
  private final Clock clock;

  /** With {@code enabled} false, no page is ever asked. */
  public PreviewLinks(boolean enabled, LinkPreviews previews, Pages pages, Clock clock) {
    this.enabled = enabled;
    this.previews = previews;
    this.pages = pages;
    this.clock = clock;
  }

  /** Looks at the pages of a message. */
  public void look(UUID messageId) {
    if (enabled) {
      previews.waiting(messageId).ifPresent(this::look);
    }
  }

  private void look(Waiting message) {
    List<UUID> found =
        all(LinksInText.of(message.text())).stream().filter(Known::found).map(Known::id).toList();
    previews.show(message, found, clock.instant());
  }

  /** What is known of each page; they are asked side by side. */
  private List<Known> all(List<String> urls) {
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Known>> asked =
          urls.stream().map(url -> CompletableFuture.supplyAsync(() -> known(url), side)).toList();
      return asked.stream().map(CompletableFuture::join).toList();
    }
  }

  private Known known(String url) {
    Instant now = clock.instant();
    return previews
        .known(url, now.minus(KEPT), now.minus(KEPT_IF_MISSED))
        .orElseGet(() -> previews.keep(url, pages.look(url).map(page -> bounded(page, now)), now));
  }

  private Pages.Page bounded(Pages.Page page, Instant now) {
    return page.picture().isEmpty()
            || previews.pictureBytes(now.minus(KEPT)) < MOST_PICTURE_BYTES_A_DAY
        ? page
        : new Pages.Page(page.title(), page.description(), page.siteName(), Optional.empty());
  }

  /** The picture of a preview. */
  public Optional<Picture> picture(UUID previewId, String version) {
    return previews.picture(previewId, version);
  }

  /** Forgets pages that are linked to no longer, and would be asked again anyway. */
  public long forget() {
    return previews.forget(clock.instant().minus(FORGOTTEN));
  }
}
