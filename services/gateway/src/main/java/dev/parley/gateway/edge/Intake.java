package dev.parley.gateway.edge;

import com.google.protobuf.MessageLite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much one connection may ask for: a bucket that fills evenly and holds what comes in {@value
 * #BURST_SECONDS} seconds. Whoever asks for more is not refused what was read, but read on only
 * once the bucket has something again: the rest waits on the client's side of the wire. Confined to
 * the connection's loop.
 */
final class Intake {
  private static final int BURST_SECONDS = 5;

  /** However much came at once, reading goes on after this: silence would end the connection. */
  private static final int MAX_PAUSE_SECONDS = 5;

  /** What a frame is larger by than this costs as much as another frame. */
  private static final int BYTES = 1024;

  /** A token costs a signature to be verified, and perhaps a call. */
  private static final int RENEWAL = 10;

  private final int perSecond;
  private final Clock steady;
  private double left;
  private Instant filled;

  /**
   * A full bucket.
   *
   * @param perSecond frames of at most {@value #BYTES} bytes, 1 or more
   */
  Intake(int perSecond, Clock steady) {
    this.perSecond = perSecond;
    this.steady = steady;
    this.left = (double) perSecond * BURST_SECONDS;
    this.filled = steady.instant();
  }

  /** A frame that was understood. */
  void take(MessageLite frame) {
    take(frame.getSerializedSize());
  }

  /** A frame of so many bytes, whatever it was. */
  void take(int bytes) {
    spend(1 + bytes / BYTES);
  }

  /** A token that is to be verified. */
  void takeRenewal() {
    spend(RENEWAL);
  }

  /** How long to read nothing; zero while there is something left. */
  Duration pause() {
    fill();
    return left >= 0
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(-left * 1000 / perSecond));
  }

  private void spend(int cost) {
    fill();
    left = Math.max(left - cost, (double) -perSecond * MAX_PAUSE_SECONDS);
  }

  private void fill() {
    Instant now = steady.instant();
    double seconds = Duration.between(filled, now).toNanos() / 1e9;
    left = Math.min((double) perSecond * BURST_SECONDS, left + seconds * perSecond);
    filled = now;
  }
}
