package dev.parley.chat.adapter.web;

import dev.parley.chat.port.Pages;
import dev.parley.platform.pictures.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches pages over HTTP. A page may be hostile: it is asked for only where {@link PageRules} let
 * it, without cookies; what it sends is read up to a bound, never unpacked, and only for so long,
 * over all of its redirects together.
 */
public final class PageFetcher implements Pages, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PageFetcher.class);

  /** What stands in a page's head comes first; more than this of a page is not read. */
  static final int MAX_PAGE_BYTES = 512 * 1024;

  static final int MAX_REDIRECTS = 5;
  static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Timeout PATIENCE = Timeout.ofSeconds(3);
  private static final int AT_ONCE = 32;

  /** So that many messages are no storm upon the site that they link to. */
  private static final int AT_ONCE_OF_ONE = 4;

  private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

  private static final Set<Integer> REDIRECTS =
      Set.of(
          HttpStatus.SC_MOVED_PERMANENTLY,
          HttpStatus.SC_MOVED_TEMPORARILY,
          HttpStatus.SC_SEE_OTHER,
          HttpStatus.SC_TEMPORARY_REDIRECT,
          HttpStatus.SC_PERMANENT_REDIRECT);

  private final PageRules rules;
  private final Duration longest;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService ends =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("page-ends").factory());

  /**
   * With the names of the machine.
   *
   * @param privateHosts hosts that may be asked though they are not on the public internet
   */
  public PageFetcher(List<String> privateHosts) {
    this(privateHosts, SystemDefaultDnsResolver.INSTANCE, LONGEST);
  }

  PageFetcher(List<String> privateHosts, DnsResolver names, Duration longest) {
    this.rules = new PageRules(privateHosts, names);
    this.longest = longest;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(rules)
                    .setMaxConnTotal(AT_ONCE)
                    .setMaxConnPerRoute(AT_ONCE_OF_ONE)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(PATIENCE)
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(PATIENCE)
                    .setResponseTimeout(PATIENCE)
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .setUserAgent("Parley (previews of links)")
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .build();
  }

  /** What comes of one request. */
  private sealed interface Reply {}

  /** It is elsewhere. */
  private record Elsewhere(URI uri) implements Reply {}

  /** Nothing that could be shown. */
  private record Nothing() implements Reply {}

  /**
   * What came back.
   *
   * @param uri where it was in the end
   * @param type null if it does not say
   * @param body as much as was wanted of it
   */
  private record Answer(URI uri, @Nullable ContentType type, byte[] body) implements Reply {
    boolean isOneOf(Set<String> types) {
      return type != null && types.contains(type.getMimeType().toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public Optional<Page> look(String url) {
    long end = System.nanoTime() + longest.toNanos();
    return get(url, "text/html,application/xhtml+xml,image/*;q=0.5", MAX_PAGE_BYTES + 1, end)
        .flatMap(answer -> answer.isOneOf(PAGES) ? page(answer, end) : picturePage(answer));
  }

  private Optional<Page> page(Answer answer, long end) {
    PageHead head =
        PageHead.of(
            answer.body(), answer.type() == null ? null : answer.type().getCharset(), answer.uri());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    Optional<Picture> picture =
        head.pictureUrl().isEmpty()
            ? Optional.empty()
            : get(head.pictureUrl(), "image/png,image/jpeg,image/webp", Picture.MAX_BYTES + 1, end)
                .flatMap(PageFetcher::picture);
    return Optional.of(new Page(head.title(), head.description(), head.siteName(), picture));
  }

  /** A link to a picture is shown as the picture. */
  private static Optional<Page> picturePage(Answer answer) {
    return picture(answer)
        .map(picture ->
            new Page(
                PageHead.fileName(answer.uri()),
                "",
                PageHead.host(answer.uri()),
                Optional.of(picture)));
  }

  private static Optional<Picture> picture(Answer answer) {
    return Picture.read(answer.body()) instanceof Picture.Reading.Accepted(Picture picture)
        ? Optional.of(picture)
        : Optional.empty();
  }

  /** Asks for something, wherever it leads, until its time is over. */
  private Optional<Answer> get(String url, String accepted, int most, long end) {
    try {
      URI at = new URI(url);
      for (int hop = 0; hop <= MAX_REDIRECTS && rules.allow(at); hop++) {
        switch (ask(at, accepted, most, end)) {
          case Answer answer -> {
            return Optional.of(answer);
          }
          case Elsewhere elsewhere -> at = elsewhere.uri();
          case Nothing ignored -> {
            return Optional.empty();
          }
        }
      }
      return Optional.empty();
    } catch (IOException | URISyntaxException | RuntimeException e) {
      // Whatever is wrong with a page that anybody may have chosen: there is nothing to show of it.
      log.debug("{} has no preview", url, e);
      return Optional.empty();
    }
  }

  private Reply ask(URI at, String accepted, int most, long end)
      throws IOException, URISyntaxException {
    HttpGet request = new HttpGet(at);
    request.setHeader(HttpHeaders.ACCEPT, accepted);
    // What is packed may be a bomb.
    request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    ScheduledFuture<?> timer =
        ends.schedule(request::abort, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, HttpClientContext.create());
      try {
        return reply(at, response, most);
      } finally {
        // To close it alone would be to read the rest of it, however much there is.
        request.abort();
        Closer.closeQuietly(response);
      }
    } finally {
      timer.cancel(false);
    }
  }

  private static Reply reply(URI at, ClassicHttpResponse response, int most)
      throws IOException, URISyntaxException {
    Header elsewhere = response.getFirstHeader(HttpHeaders.LOCATION);
    if (REDIRECTS.contains(response.getCode()) && elsewhere != null) {
      return new Elsewhere(at.resolve(new URI(elsewhere.getValue())));
    }
    HttpEntity entity = response.getEntity();
    if (response.getCode() != HttpStatus.SC_OK || entity == null || isPacked(entity)) {
      return new Nothing();
    }
    InputStream content = entity.getContent();
    return new Answer(
        at, ContentType.parseLenient(entity.getContentType()), content.readNBytes(most));
  }

  private static boolean isPacked(HttpEntity entity) {
    String encoding = entity.getContentEncoding();
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  @Override
  public void close() {
    ends.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
