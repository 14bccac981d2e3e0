package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.ReportDevicesRequest;
import dev.parley.api.internal.v1.ReportDevicesResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tells chat who is connected here, and asks how people are. Never blocks. */
interface PresenceSource {
  /** Reports at most 1,000 devices. */
  CompletableFuture<ReportDevicesResponse> report(ReportDevicesRequest request);

  /** How at most 1,000 people are, in the order asked for. */
  CompletableFuture<List<PresenceNews>> read(List<String> userIds);

  /** Those of at most 1,000 people whom a guest knows, in no order. */
  CompletableFuture<List<String>> known(String guest, List<String> userIds);
}
