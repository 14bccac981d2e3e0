package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.ListMovedResponse;
import dev.parley.api.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads the logs that chat keeps. Never blocks; failures are gRPC statuses. */
interface LogReader {
  /**
   * A stretch of a log, in order and without holes, and where the log's head stood.
   *
   * @param envelopes the events as they are told, the same for all who are given this stretch, so
   *     that they are encoded once
   */
  record Stretch(List<Event> events, long head, List<Envelope> envelopes) {
    Stretch(List<Event> events, long head) {
      this(events, head, events.stream().map(Envelope::of).toList());
    }
  }

  /** All of a person's rooms and the head of their own log, at one moment. */
  CompletableFuture<GetStandingResponse> standing(String userId);

  /** Events of a log after a position. */
  CompletableFuture<Stretch> read(LogId log, long after, int limit);

  /** Heads of the logs that have moved past the given positions. */
  CompletableFuture<ListMovedResponse> moved(Map<String, Long> rooms, Map<String, Long> users);
}
