package dev.parley.gateway.edge;

import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Typing;
import io.netty.util.concurrent.EventExecutor;

/** Who follows a feed. All calls are made on {@link #loop()}. */
interface Follower {
  /** The event loop that the follower lives on. */
  EventExecutor loop();

  /** Whose connection it is. */
  String userId();

  /**
   * Has the processor fetch from memory what a delivery is about to need: several followers'
   * together come in the time of one, as none waits for another.
   */
  void fetch();

  /** The next events of a log that it follows. */
  void deliver(LogId log, Envelope events);

  /** How far a member of a followed room is now; no part of the log. */
  void receipt(Receipt receipt, Envelope envelope);

  /** Somebody types in a followed room; no part of the log. */
  void typing(Typing typing, Envelope envelope);

  /**
   * More was missed than is replayed, or the position was not one of this log; live from {@code
   * head} on.
   */
  void resync(LogId log, long head);

  /** The feed has let the follower go, because the person has left the room. */
  void dismissed(LogId log);
}
