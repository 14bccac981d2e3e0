package dev.parley.gateway.web;

import com.google.common.hash.Hashing;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ErrorCode;
import dev.parley.gateway.rest.ProblemJson;
import dev.parley.platform.errors.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The web client. Files under {@code /assets/} carry a hash in their name and are kept by browsers
 * for good; everything else is asked for anew each time. Paths that are pages of the client get its
 * one HTML page, other paths get it with status 404, and it draws its own "not found".
 */
public final class WebClient implements HttpService {
  private static final String ROOT = "META-INF/parley/web";
  private static final String PAGE = "/index.html";
  private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern PAGES =
      Pattern.compile(
          "/|/(signup|login|discover|people|search|threads|later|settings|invite|500)(/[^/.]*)?|/rooms(/[^/.]*(/[1-9][0-9]*)?)?");
  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.HTML_UTF_8,
          "js", MediaType.parse("text/javascript; charset=utf-8"),
          "css", MediaType.CSS_UTF_8,
          "svg", MediaType.SVG_UTF_8,
          "png", MediaType.PNG,
          "ico", MediaType.ICO,
          "woff2", MediaType.create("font", "woff2"),
          "json", MediaType.JSON_UTF_8,
          "webmanifest", MediaType.create("application", "manifest+json"),
          "txt", MediaType.PLAIN_TEXT_UTF_8);

  private final Map<String, Optional<Asset>> assets = new ConcurrentHashMap<>();

  /**
   * A file of the client.
   *
   * @param packed the same in the encodings in which it is smaller, the smallest first
   */
  private record Asset(byte[] plain, List<Packed> packed, String etag, MediaType type) {}

  private record Packed(String encoding, byte[] bytes) {}

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return ProblemJson.response(
          Problems.problem(
              ErrorCode.METHOD_NOT_ALLOWED,
              request.method() + " does not fit " + context.path() + " (expected: GET)",
              List.of()));
    }
    String path = context.path();
    Optional<Asset> file = SAFE.matcher(path).matches() ? asset(path) : Optional.empty();
    if (file.isPresent()) {
      return answer(request, HttpStatus.OK, file.get(), path.startsWith("/assets/"));
    }
    HttpStatus status = PAGES.matcher(path).matches() ? HttpStatus.OK : HttpStatus.NOT_FOUND;
    return asset(PAGE)
        .map(page -> answer(request, status, page, false))
        .orElseGet(() ->
            ProblemJson.response(
                Problems.problem(
                    ErrorCode.ROUTE_NOT_FOUND,
                    "This build holds no web client; the API is under /v1 and described at /docs.",
                    List.of())));
  }

  private static HttpResponse answer(
      HttpRequest request, HttpStatus status, Asset asset, boolean forGood) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status)
            .set(
                HttpHeaderNames.CACHE_CONTROL,
                forGood ? "public, max-age=31536000, immutable" : "no-cache")
            .set(HttpHeaderNames.ETAG, asset.etag())
            .set(HttpHeaderNames.VARY, "accept-encoding");
    if (status == HttpStatus.OK
        && asset.etag().equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH))) {
      return HttpResponse.of(headers.status(HttpStatus.NOT_MODIFIED).build());
    }
    headers.contentType(asset.type());
    String accepted = request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, "");
    for (Packed packed : asset.packed()) {
      if (accepts(accepted, packed.encoding())) {
        headers.set(HttpHeaderNames.CONTENT_ENCODING, packed.encoding());
        return HttpResponse.of(headers.build(), HttpData.wrap(packed.bytes()));
      }
    }
    return HttpResponse.of(headers.build(), HttpData.wrap(asset.plain()));
  }

  /** Whether a list of encodings has one, and does not refuse it (RFC 9110, 12.5.3). */
  private static boolean accepts(String accepted, String encoding) {
    return Stream.of(accepted.split(",", -1))
        .map(each -> each.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(each -> each.equals(encoding) || each.matches(encoding + ";q=(1|0\\.0*[1-9]).*"));
  }

  private Optional<Asset> asset(String path) {
    Optional<Asset> known = assets.get(path);
    if (known != null) {
      return known;
    }
    Optional<Asset> read = read(path);
    // Only what exists is remembered, so nobody can fill the memory with guesses.
    if (read.isPresent()) {
      assets.put(path, read);
    }
    return read;
  }

  private static Optional<Asset> read(String path) {
    int dot = path.lastIndexOf('.');
    MediaType type = dot < 0 ? null : TYPES.get(path.substring(dot + 1));
    if (type == null) {
      return Optional.empty();
    }
    byte[] plain = bytes(path);
    if (plain == null) {
      return Optional.empty();
    }
    // The build has packed by Brotli what is worth it; Java cannot.
    byte[] brotli = bytes(path + ".br");
    List<Packed> packed = new ArrayList<>();
    if (brotli != null) {
      packed.add(new Packed("br", brotli));
    }
    packed.add(new Packed("gzip", gzip(plain)));
    packed.removeIf(each -> each.bytes().length >= plain.length);
    String etag = '"' + Hashing.sha256().hashBytes(plain).toString().substring(0, 32) + '"';
    return Optional.of(new Asset(plain, List.copyOf(packed), etag, type));
  }

  private static byte @Nullable [] bytes(String path) {
    try (InputStream in = WebClient.class.getClassLoader().getResourceAsStream(ROOT + path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
