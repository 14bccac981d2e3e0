package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.parley.app.RunningParley.Answer;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import io.grpc.reflection.v1.ServerReflectionGrpc.ServerReflectionStub;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What browsers and tools meet at the port before any use case: headers, caching, cookies, health,
 * reflection.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");
  private static final String ORIGIN = "https://app.example.org";

  private RunningParley parley;

  @BeforeAll
  void start() {
    parley = RunningParley.start(Map.of("gateway.cors-origins", ORIGIN));
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void thePageForbidsInlineScriptsAndFrames() {
    Answer page = get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().get("content-security-policy"))
        .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("referrer-policy", "no-referrer");
    assertThat(page.body()).doesNotContain("<style").doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  void thePageIsAskedForAnewAndItsAssetsAreKeptForGood() {
    Answer page = get("/rooms");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers()).containsEntry("cache-control", "no-cache");
    Matcher script = SCRIPT.matcher(page.body());
    assertThat(script.find()).isTrue();
    Answer asset = get(script.group(1));
    assertThat(asset.status()).isEqualTo(200);
    assertThat(asset.headers().get("cache-control")).contains("immutable");
    assertThat(asset.type()).startsWith("text/javascript");
    Answer again =
        parley.send(
            HttpRequest.newBuilder(parley.uri("/"))
                .header("if-none-match", page.headers().get("etag"))
                .build());
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void scriptsAreAsSmallAsTheBrowserCanTakeThem() {
    Matcher script = SCRIPT.matcher(get("/rooms").body());
    assertThat(script.find()).isTrue();
    Answer plain = packed(script.group(1), "identity");
    Answer gzip = packed(script.group(1), "gzip, deflate");
    Answer brotli = packed(script.group(1), "gzip, deflate, br");

    assertThat(plain.headers()).doesNotContainKey("content-encoding");
    assertThat(gzip.headers()).containsEntry("content-encoding", "gzip");
    assertThat(brotli.headers())
        .containsEntry("content-encoding", "br")
        .containsEntry("vary", "accept-encoding");
    assertThat(length(brotli)).isLessThan(length(gzip));
    assertThat(length(gzip)).isLessThan(length(plain));
    assertThat(packed(script.group(1), "br;q=0, gzip;q=0.5").headers())
        .containsEntry("content-encoding", "gzip");
    assertThat(packed(script.group(1), "br;q=0").headers()).doesNotContainKey("content-encoding");
  }

  private Answer packed(String path, String accepted) {
    return parley.send(
        HttpRequest.newBuilder(parley.uri(path)).header("accept-encoding", accepted).build());
  }

  private static int length(Answer answer) {
    return Integer.parseInt(answer.headers().get("content-length"));
  }

  @Test
  void aMessageHasAnAddress() {
    assertThat(get("/rooms/0190b6a2/60").status()).isEqualTo(200);
    assertThat(get("/rooms/0190b6a2/all").status()).isEqualTo(404);
    assertThat(get("/rooms/0190b6a2/60/1").status()).isEqualTo(404);
  }

  @Test
  void anUnknownPageIsNotFoundAndDrawnByTheClient() {
    Answer page = get("/no/such/page");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.type()).startsWith("text/html");
    for (String path :
        List.of(
            "/../application.yaml",
            "/assets/..%2f..%2fconfigs/auth.yaml",
            "/META-INF/MANIFEST.MF")) {
      assertThat(get(path).status()).as(path).isIn(400, 404);
    }
  }

  @Test
  void onlyListedOriginsMayCallFromOtherSites() {
    assertThat(preflight(ORIGIN).headers()).containsEntry("access-control-allow-origin", ORIGIN);
    assertThat(preflight("https://evil.example.org").headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void aBrowsersSessionTravelsOnlyAsACookieThatScriptsCannotRead() {
    String account =
        "{\"email\":\"c@example.org\",\"username\":\"cookie\",\"password\":\"%s\",\"session\":\"COOKIE\"}"
            .formatted(RunningParley.PASSWORD);
    Answer registered = parley.stranger("").post("/v1/auth/register", account);
    assertThat(registered.json().path("refreshToken").asText()).isEmpty();
    String cookie = cookieOf(registered);
    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Path=/v1/auth");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    Answer refreshed = withCookie("/v1/auth/refresh", pair);
    assertThat(refreshed.json().at("/user/username").asText()).isEqualTo("cookie");
    assertThat(refreshed.json().path("refreshToken").asText()).isEmpty();
    String next = cookieOf(refreshed);
    assertThat(next).startsWith("parley_session=prt_").doesNotStartWith(pair);
    Answer out = withCookie("/v1/auth/logout", next.substring(0, next.indexOf(';')));
    assertThat(out.headers().get("set-cookie")).contains("Max-Age=0");
    assertThat(withCookie("/v1/auth/refresh", next.substring(0, next.indexOf(';'))).code())
        .isEqualTo("SESSION_ENDED");
  }

  @Test
  void everyAnswerNamesItsRequest() {
    Answer answer =
        parley.send(
            HttpRequest.newBuilder(parley.uri("/v1/auth/options"))
                .header("x-request-id", "mine-1")
                .build());
    assertThat(answer.headers()).containsEntry("x-request-id", "mine-1");
    assertThat(get("/v1/auth/options").headers().get("x-request-id")).hasSize(36);
  }

  @Test
  void grpcToolsFindHealthAndReflection() throws Exception {
    assertThat(
            stub(HealthBlockingStub.class)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    CompletableFuture<String> services = new CompletableFuture<>();
    stub(ServerReflectionStub.class)
        .serverReflectionInfo(
            new StreamObserver<>() {
              @Override
              public void onNext(ServerReflectionResponse response) {
                services.complete(response.getListServicesResponse().toString());
              }

              @Override
              public void onError(Throwable failure) {
                services.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {}
            })
        .onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(services.get(20, TimeUnit.SECONDS))
        .contains("parley.v1.AuthService", "parley.v1.UsersService", "parley.v1.ChatService")
        .doesNotContain("internal");
  }

  private Answer get(String path) {
    return parley.stranger("").get(path);
  }

  private Answer withCookie(String path, String cookie) {
    return parley.send(
        HttpRequest.newBuilder(parley.uri(path))
            .header("content-type", "application/json")
            .header("cookie", cookie)
            .POST(BodyPublishers.ofString("{}"))
            .build());
  }

  private static String cookieOf(Answer answer) {
    return Objects.requireNonNull(answer.headers().get("set-cookie"), answer.body());
  }

  private Answer preflight(String origin) {
    return parley.send(
        HttpRequest.newBuilder(parley.uri("/v1/rooms"))
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization,content-type")
            .method("OPTIONS", BodyPublishers.noBody())
            .build());
  }

  private <T> T stub(Class<T> type) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + parley.port())
        .responseTimeoutMillis(30_000)
        .build(type);
  }
}
