package dev.parley.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import dev.parley.platform.telemetry.Health;
import dev.parley.platform.telemetry.Metrics;
import dev.parley.platform.telemetry.Readiness;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What operators and their tools look at: {@code /healthz} (the process lives), {@code /readyz} (it
 * can serve; 503 with the reasons if not), {@code /metrics} (Prometheus text).
 */
public final class OperationsPages {
  private OperationsPages() {}

  /** Mounts the pages that say whether the process lives and can serve. */
  public static void mountHealth(ServerBuilder server, Health health, Executor blocking) {
    server.service("/healthz", (context, request) -> json(HttpStatus.OK, status("ok")));
    server.service(
        "/readyz",
        (context, request) ->
            HttpResponse.of(
                CompletableFuture.supplyAsync(() -> readiness(health.readiness()), blocking)));
  }

  /** Mounts the figures. */
  public static void mountMetrics(ServerBuilder server, Metrics metrics, Executor blocking) {
    MediaType type = MediaType.parse(Metrics.CONTENT_TYPE);
    server.service(
        "/metrics",
        (context, request) ->
            HttpResponse.of(
                CompletableFuture.supplyAsync(
                    () -> HttpResponse.of(HttpStatus.OK, type, metrics.scrape()), blocking)));
  }

  private static HttpResponse readiness(Readiness readiness) {
    ObjectNode json = status(readiness.ready() ? "ready" : "not ready");
    ObjectNode components = json.putObject("components");
    for (Readiness.Component component : readiness.components()) {
      components.put(component.name(), component.ready() ? "ready" : component.reason());
    }
    return json(readiness.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, json);
  }

  private static ObjectNode status(String word) {
    return JsonNodeFactory.instance.objectNode().put("status", word);
  }

  private static HttpResponse json(HttpStatus status, ObjectNode json) {
    return HttpResponse.of(status, MediaType.JSON_UTF_8, json.toString());
  }
}
