package dev.parley.gateway.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves the page alone, to look at it while its style changes: {@code DocsPreview [port]}. */
final class DocsPreview {
  private DocsPreview() {}

  public static void main(String[] arguments) throws IOException {
    int port = arguments.length == 0 ? 8089 : Integer.parseInt(arguments[0]);
    OpenApiDocument document = new OpenApiDocument("preview");
    DocsPage docs = new DocsPage();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          var resource = docs.resources().get(exchange.getRequestURI().getPath());
          if (resource != null) {
            exchange
                .getResponseHeaders()
                .set("Content-Security-Policy", resource.contentSecurityPolicy());
            answer(exchange, 200, resource.contentType(), resource.bytes());
          } else if (exchange.getRequestURI().getPath().equals(OpenApiDocument.PATH)) {
            answer(exchange, 200, "application/json", document.json());
          } else {
            answer(exchange, 404, "text/plain", new byte[0]);
          }
        });
    server.start();
    System.out.println("http://localhost:" + port + DocsPage.PATH);
  }

  private static void answer(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
