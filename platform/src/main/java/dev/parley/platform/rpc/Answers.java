package dev.parley.platform.rpc;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import java.time.Instant;

/** Small words that every gRPC adapter uses. */
public final class Answers {
  /** The last second that protobuf's time can hold: the end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private Answers() {}

  /** Answers a unary call. */
  public static <T> void send(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  /** A page size as asked for, or the default where the request leaves it at 0. */
  public static int pageSize(int asked, int otherwise) {
    return asked == 0 ? otherwise : asked;
  }

  /**
   * A time that a request gives, as an instant: nothing before 1970 or after the year 9999, and to
   * the millisecond.
   */
  public static Instant instant(Timestamp time) {
    long seconds = Math.clamp(time.getSeconds(), 0, LAST_SECOND);
    return Instant.ofEpochMilli(
        seconds * 1_000 + Math.clamp(time.getNanos(), 0, 999_999_999) / 1_000_000);
  }

  /** An instant as protobuf has it. */
  public static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
