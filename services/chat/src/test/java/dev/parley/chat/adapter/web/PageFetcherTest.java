package dev.parley.chat.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.chat.port.Pages.Page;
import dev.parley.platform.pictures.Picture;
import dev.parley.platform.pictures.PictureFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, friendly and hostile, of a server on this machine that is called wiki.example. */
@Timeout(30)
class PageFetcherTest {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private HttpServer server;
  private PageFetcher pages;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    names.put("wiki.example", "127.0.0.1");
    pages = new PageFetcher(List.of("wiki.example"), new Names(), LONGEST);
  }

  @AfterEach
  void stop() {
    pages.close();
    server.stop(0);
  }

  @Test
  void aPageSaysWhatItIsCalledByOpenGraph() {
    byte[] picture = PictureFiles.png(64, 64);
    serve("/cat.png", exchange -> answer(exchange, "image/png", picture));
    page(
        "/cats",
        """
        <html><head><title>Not this</title>
        <meta property="og:title" content="Cats &amp; dogs">
        <meta property="og:description" content="All about
           cats">
        <meta property="og:site_name" content="The Wiki">
        <meta property="og:image" content="cat.png"></head></html>
        """);

    Page page = found("/cats");
    assertThat(page.title()).isEqualTo("Cats & dogs");
    assertThat(page.description()).isEqualTo("All about cats");
    assertThat(page.siteName()).isEqualTo("The Wiki");
    assertThat(page.picture().map(Picture::bytes)).contains(picture);
  }

  @Test
  void onePlainPageSaysItByItsTitle() {
    page(
        "/plain",
        "<title> A \u0001 plain\n page </title><meta name=description content='It is plain.'>");
    assertThat(found("/plain"))
        .isEqualTo(new Page("A plain page", "It is plain.", "wiki.example", Optional.empty()));
  }

  @Test
  void aLinkToAPictureShowsThePicture() {
    serve("/pictures/cat.png", exchange -> answer(exchange, "image/png", PictureFiles.png(64, 64)));
    Page page = found("/pictures/cat.png");
    assertThat(page.title()).isEqualTo("cat.png");
    assertThat(page.picture()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "utf-8", "utf-16"})
  void aPageIsReadInItsOwnCharacters(String charset) {
    byte[] body = "<title>Größe</title>".getBytes(Charset.forName(charset));
    serve("/size", exchange -> answer(exchange, "text/html; charset=" + charset, body));
    assertThat(found("/size").title()).isEqualTo("Größe");
  }

  @Test
  void whatCannotBeSeenOrTurnsTheLineIsLeftOutAndWhatIsLongIsCut() {
    page(
        "/hostile",
        "<title>"
            + "\u202egnp.exe\u200b\u0000 "
            + "x".repeat(100_000)
            + "</title><meta name=description content='"
            + "\ud83d\ude00".repeat(1_000)
            + "'><meta property=og:site_name content='"
            + "y".repeat(500)
            + "'>");
    Page page = found("/hostile");
    assertThat(page.title()).startsWith("gnp.exe x").endsWith("…").hasSize(200);
    assertThat(page.description().codePointCount(0, page.description().length())).isEqualTo(400);
    assertThat(page.siteName()).hasSize(80);
  }

  @Test
  void ofPagesThatSayNothingThereIsNothingToShow() {
    page("/empty", "<html><body>Hello</body></html>");
    page("/quiet", "<title>Quiet</title><meta name=robots content='noindex, nosnippet'>");
    serve(
        "/text",
        exchange ->
            answer(
                exchange, "text/plain", "<title>no page</title>".getBytes(StandardCharsets.UTF_8)));
    serve("/broken", exchange -> exchange.sendResponseHeaders(500, -1));
    serve(
        "/fake.png",
        exchange ->
            answer(
                exchange, "image/png", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)));
    for (String path : List.of("/empty", "/quiet", "/text", "/broken", "/fake.png", "/missing")) {
      assertThat(pages.look(url(path))).as(path).isEmpty();
    }
  }

  @Test
  void redirectsAreFollowedToAnEnd() {
    redirect("/1", "/2");
    redirect("/2", url("/3"));
    page("/3", "<title>There</title>");
    assertThat(found("/1").title()).isEqualTo("There");

    redirect("/circle", "/circle");
    assertThat(pages.look(url("/circle"))).isEmpty();
    assertThat(asked).as("3, and once and five times more").hasValue(3 + 6);
  }

  @Test
  void whatIsLargeIsReadToABoundOnly() {
    serve(
        "/endless",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("<title>Endless</title>".getBytes(StandardCharsets.UTF_8));
          byte[] more = "<p>more".repeat(10_000).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 10_000; i++) {
            out.write(more);
            sent.addAndGet(more.length);
          }
        });
    assertThat(found("/endless").title()).isEqualTo("Endless");
    assertThat(sent.get()).as("beside what was under way").isLessThan(32 * 1024 * 1024);
  }

  @Test
  void whatIsPackedIsLeftPacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 100; i++) {
        gzip.write(zeros);
      }
    }
    serve(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, "text/html", packed.toByteArray());
        });
    assertThat(pages.look(url("/bomb"))).isEmpty();
  }

  @Test
  void whatTakesTooLongIsGivenUp() {
    serve(
        "/trickle",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("<title>Slow</title>".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 300; i++) {
            out.write(' ');
            out.flush();
            pause(Duration.ofMillis(100));
          }
        });
    long begun = System.nanoTime();
    assertThat(pages.look(url("/trickle"))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void deepNestingIsRead() {
    page("/deep", "<title>Deep</title>" + "<div>".repeat(80_000));
    assertThat(found("/deep").title()).isEqualTo("Deep");
  }

  @Test
  void addressesThatAreNotPublicAreNotAsked() {
    page("/secret", "<title>Secret</title>");
    int port = server.getAddress().getPort();
    names.put("rebound.example", "127.0.0.1");
    for (String url :
        List.of(
            "http://127.0.0.1:" + port + "/secret",
            "http://localhost:" + port + "/secret",
            "http://2130706433:" + port + "/secret",
            "http://[::1]:" + port + "/secret",
            "http://[::ffff:127.0.0.1]:" + port + "/secret",
            "http://rebound.example/secret",
            "http://rebound.example:" + port + "/secret",
            "http://169.254.169.254/latest/meta-data/",
            "http://user:password@wiki.example:" + port + "/secret",
            "file:///etc/passwd",
            "ftp://wiki.example/")) {
      assertThat(pages.look(url)).as(url).isEmpty();
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void neitherAreThoseToWhichAPublicPageLeads() {
    page("/secret", "<title>Secret</title>");
    int port = server.getAddress().getPort();
    redirect("/away", "http://127.0.0.1:" + port + "/secret");
    redirect("/file", "file:///etc/passwd");
    page(
        "/picture",
        "<title>Picture</title><meta property=og:image content='http://127.0.0.1:"
            + port
            + "/secret'>");

    assertThat(pages.look(url("/away"))).isEmpty();
    assertThat(pages.look(url("/file"))).isEmpty();
    assertThat(found("/picture").picture()).isEmpty();
    assertThat(asked).as("each but what it leads to").hasValue(3);
  }

  @Test
  void aNameIsLookedUpOnceSoThatItCannotLeadElsewhere() throws UnknownHostException {
    AtomicInteger times = new AtomicInteger();
    DnsResolver turning =
        new Names() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return super.resolve(times.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1");
          }
        };
    PageRules rules = new PageRules(List.of(), turning);

    // The client connects to what this answers: there is no second look between.
    assertThat(rules.resolve("turning.example"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("1.1.1.1");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> rules.resolve("turning.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void oneAddressThatIsNotPublicMakesANameSuspect() {
    DnsResolver both =
        new Names() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {
              InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")
            };
          }
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new PageRules(List.of(), both).resolve("both.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  private Page found(String path) {
    return pages.look(url(path)).orElseGet(() -> fail("nothing to show of " + path));
  }

  private String url(String path) {
    return "http://wiki.example:" + server.getAddress().getPort() + path;
  }

  private void page(String path, String html) {
    serve(
        path,
        exchange ->
            answer(exchange, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8)));
  }

  private void redirect(String path, String to) {
    serve(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** What a path answers with. */
  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answering answering) {
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          try (exchange) {
            answering.answer(exchange);
          }
        });
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void pause(Duration time) {
    java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
  }

  /** Knows the names of a test, and addresses. */
  private class Names implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return InetAddress.getAllByName(names.getOrDefault(host, host));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
