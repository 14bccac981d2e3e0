package dev.parley.platform.events;

import dev.parley.api.internal.v1.EventServiceGrpc.EventServiceImplBase;
import dev.parley.api.internal.v1.FindPositionRequest;
import dev.parley.api.internal.v1.FindPositionResponse;
import dev.parley.api.internal.v1.ReadEventsRequest;
import dev.parley.api.internal.v1.ReadEventsResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.platform.errors.Problems;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets other services read the streams of this process. */
public final class EventGrpc extends EventServiceImplBase {
  private final Map<String, DomainEvents> streams;

  public EventGrpc(List<DomainEvents> streams) {
    this.streams =
        streams.stream().collect(Collectors.toMap(DomainEvents::stream, Function.identity()));
  }

  @Override
  public void readEvents(ReadEventsRequest request, StreamObserver<ReadEventsResponse> answer) {
    answer.onNext(
        ReadEventsResponse.newBuilder()
            .addAllEvents(
                stream(request.getStream())
                    .read(
                        request.hasAfter() ? Optional.of(request.getAfter()) : Optional.empty(),
                        request.getLimit()))
            .build());
    answer.onCompleted();
  }

  @Override
  public void findPosition(
      FindPositionRequest request, StreamObserver<FindPositionResponse> answer) {
    FindPositionResponse.Builder response = FindPositionResponse.newBuilder();
    Instant since =
        Instant.ofEpochSecond(request.getSince().getSeconds(), request.getSince().getNanos());
    stream(request.getStream()).since(since).ifPresent(response::setPosition);
    answer.onNext(response.build());
    answer.onCompleted();
  }

  private DomainEvents stream(String name) {
    DomainEvents stream = streams.get(name);
    if (stream == null) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "stream",
          "expected one of " + streams.keySet() + ", the streams of this process");
    }
    return stream;
  }
}
