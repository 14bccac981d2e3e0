package dev.parley.gateway.edge;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;

/** The wire of one connection. All calls are made on {@link #loop()}. */
interface Transport {
  /** The event loop that the connection lives on. */
  EventExecutor loop();

  /** As {@link Follower#fetch}, of the wire; one that has nothing of its own does nothing. */
  default void fetch() {}

  /** How many bytes the envelope takes on this wire. */
  int size(Envelope envelope);

  /**
   * Writes envelopes, as one WebSocket message where the wire has such.
   *
   * @param done run on {@link #loop()} once the wire has taken them; the next write waits for that
   */
  void write(List<Envelope> envelopes, Runnable done);

  /** Ends the connection after what was written. */
  void close(CloseReason reason);
}
