package dev.parley.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsPageTest {
  private final DocsPage docs = new DocsPage();

  @Test
  void everythingThePageNamesIsServedHere() {
    var named =
        Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"")
            .matcher(page())
            .results()
            .map(each -> each.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThanOrEqualTo(5);
    assertThat(docs.resources()).containsKeys(named.toArray(String[]::new));
    assertThat(page()).doesNotContain("asset:", "http://", "https://");
  }

  @Test
  void thePageNeedsNothingInline() {
    assertThat(page())
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContain("<style", "style=", "onclick");
    assertThat(served(DocsPage.PATH).contentSecurityPolicy())
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void assetsNeverChangeAndThePageIsAskedForAnew() {
    docs.resources()
        .forEach((path, resource) -> {
          boolean page = resource.contentType().startsWith("text/html");
          assertThat(resource.cacheControl()).as(path).contains(page ? "no-cache" : "immutable");
          assertThat(resource.etag()).matches("\"[0-9a-f]{16}\"");
        });
  }

  @Test
  void theViewerStaysUnderTwoMegabytes() {
    int total =
        docs.resources().values().stream().mapToInt(resource -> resource.bytes().length).sum();

    assertThat(total).isBetween(1_000_000, 2_000_000);
  }

  private String page() {
    return new String(served(DocsPage.PATH).bytes(), StandardCharsets.UTF_8);
  }

  private DocsPage.Resource served(String path) {
    return Objects.requireNonNull(docs.resources().get(path), path);
  }
}
