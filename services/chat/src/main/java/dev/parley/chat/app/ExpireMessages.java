package dev.parley.chat.app;

import dev.parley.chat.port.MessageExpiry;
import java.time.Clock;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * Takes away what was said when its time is over: its own, or that for which its room keeps
 * anything. In short transactions, so that nobody waits who says something meanwhile.
 */
public final class ExpireMessages {
  private static final int AT_ONCE = 100;

  private final MessageExpiry expiry;
  private final Clock clock;

  public ExpireMessages(MessageExpiry expiry, Clock clock) {
    this.expiry = expiry;
    this.clock = clock;
  }

  /** What is over in one room. */
  public void inRoom(UUID roomId) {
    untilNothingIsLeft(() -> expiry.expire(roomId, clock.instant(), AT_ONCE));
    untilNothingIsLeft(() -> expiry.retain(roomId, clock.instant(), AT_ONCE));
  }

  /** What is over in all rooms that keep what is said for some time alone. */
  public void inRoomsThatForget() {
    expiry.roomsThatForget().forEach(this::inRoom);
  }

  private static void untilNothingIsLeft(IntSupplier some) {
    while (some.getAsInt() > 0 && !Thread.currentThread().isInterrupted()) {
      // The next ones.
    }
  }
}
