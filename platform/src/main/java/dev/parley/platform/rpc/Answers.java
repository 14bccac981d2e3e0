package dev.parley.platform.rpc;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import java.time.Instant;

/** Small words that every gRPC adapter uses. */
public final class Answers {
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

  /** An instant as protobuf has it. */
  public static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
