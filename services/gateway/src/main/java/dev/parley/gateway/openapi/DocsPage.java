package dev.parley.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that browses the {@linkplain OpenApiDocument document}: Swagger UI in Parley's colours,
 * from this jar alone. It says what to answer for each path and leaves the answering to a server.
 *
 * <p>Assets carry a hash of their content in the path and never change; the page names them and is
 * always asked for anew. No script and no style is inline, so the policy allows none. Immutable and
 * safe for use by several threads.
 */
public final class DocsPage {
  /** Where the page is; its assets are below. */
  public static final String PATH = "/docs";

  /** {@code data:} is for the viewer's icons, which its stylesheet holds. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String REVALIDATE = "no-cache";
  private static final List<String> ASSETS =
      List.of("swagger-ui.css", "swagger-ui-bundle.js", "docs.css", "docs.js", "parley.svg");

  private final Map<String, Resource> resources;

  /**
   * One answer with status 200.
   *
   * @param path absolute, without a query
   * @param contentType with its charset where it is text
   * @param cacheControl the value of {@code Cache-Control}
   * @param contentSecurityPolicy the value of {@code Content-Security-Policy}
   * @param etag strong, with its quotes
   * @param bytes shared: do not write to them
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Never compared; copying megabytes for each answer would be waste.
  public record Resource(
      String path,
      String contentType,
      String cacheControl,
      String contentSecurityPolicy,
      String etag,
      byte[] bytes) {}

  /** Reads the page and its assets, about 2 MB, from the class path. */
  public DocsPage() {
    Map<String, Resource> all = new LinkedHashMap<>();
    String page = new String(read("index.html"), StandardCharsets.UTF_8);
    for (String asset : ASSETS) {
      byte[] bytes = read(asset);
      String hash = hash(bytes);
      String path = PATH + "/" + hash + "/" + asset;
      page = page.replace("asset:" + asset, path);
      all.put(path, resource(path, contentType(asset), IMMUTABLE, hash, bytes));
    }
    byte[] html = page.getBytes(StandardCharsets.UTF_8);
    for (String path : List.of(PATH, PATH + "/")) {
      all.put(path, resource(path, "text/html; charset=utf-8", REVALIDATE, hash(html), html));
    }
    resources = Collections.unmodifiableMap(all);
  }

  /** Everything there is, by path. Other paths below {@link #PATH} are not found. */
  public Map<String, Resource> resources() {
    return resources;
  }

  private static Resource resource(
      String path, String contentType, String cacheControl, String hash, byte[] bytes) {
    return new Resource(
        path, contentType, cacheControl, CONTENT_SECURITY_POLICY, "\"" + hash + "\"", bytes);
  }

  private static String contentType(String asset) {
    return switch (asset.substring(asset.lastIndexOf('.'))) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default ->
          throw new IllegalStateException(
              asset + " (expected: a stylesheet, a script or an SVG image)");
    };
  }

  private static byte[] read(String name) {
    try (InputStream in = DocsPage.class.getResourceAsStream("docs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: docs/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read docs/" + name, e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
