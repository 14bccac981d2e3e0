package dev.parley.bench;

import dev.parley.api.v1.ChatServiceGrpc;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.rpc.RpcServer;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.InProcessRevokedSessions;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs that services call each other through stubs even in one process: the same unary
 * method, through the whole door (service token, access rule, field rules, a thread of its own) and
 * straight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CallFigures {
  private final UUID person = UUID.randomUUID();
  private final Greeter greeter = new Greeter();
  private final SendMessageRequest request =
      SendMessageRequest.newBuilder()
          .setRoomId(UUID.randomUUID().toString())
          .setClientId(UUID.randomUUID().toString())
          .setText("x".repeat(200))
          .build();
  private final ServiceTokens tokens =
      new ServiceTokens("a secret of a benchmark, 32 or more", Clock.systemUTC());
  private final RpcServer server =
      RpcServer.start(
          "bench",
          List.of(greeter),
          new AccessTokenVerifier(
              keyId -> Optional.empty(),
              new InProcessRevokedSessions(Clock.systemUTC()),
              Clock.systemUTC()),
          tokens);
  private final Channels channels = new Channels("bench", Set.of(Role.CHAT), Map.of(), tokens);
  private final ChatServiceBlockingStub stub =
      ChatServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY));

  /** Answers at once with what it was given, so that only the way to it is measured. */
  private static final class Greeter extends ChatServiceGrpc.ChatServiceImplBase {
    @Override
    public void sendMessage(SendMessageRequest asked, StreamObserver<Message> answer) {
      answer.onNext(
          Message.newBuilder()
              .setRoomId(asked.getRoomId())
              .setClientId(asked.getClientId())
              .setText(asked.getText())
              .build());
      answer.onCompleted();
    }
  }

  /** Keeps an answer. */
  private static final class Kept implements StreamObserver<Message> {
    private Message message = Message.getDefaultInstance();

    @Override
    public void onNext(Message answer) {
      message = answer;
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void onCompleted() {}
  }

  /** Checks that the stub answers before anything is measured. */
  @Setup
  public void call() {
    if (!throughTheStub().getClientId().equals(request.getClientId())) {
      throw new IllegalStateException("the stub answers something else");
    }
  }

  /** Ends the server. */
  @TearDown
  public void close() {
    channels.close();
    server.close();
  }

  /** As one service calls another. */
  @Benchmark
  public Message throughTheStub() {
    return Channels.actingFor(person, stub)
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .sendMessage(request);
  }

  /** As a method calls another. */
  @Benchmark
  public Message straight() {
    Kept kept = new Kept();
    greeter.sendMessage(request, kept);
    return kept.message;
  }

  static void measure(Results results) {
    try {
      for (RunResult run :
          new Runner(
                  new OptionsBuilder()
                      .include(CallFigures.class.getName())
                      .jvmArgsAppend(ParleyProcess.flags().toArray(String[]::new))
                      .build())
              .run()) {
        boolean straight = run.getParams().getBenchmark().endsWith("straight");
        results.add(
            "call between services, " + (straight ? "straight" : "through the in-process stub"),
            run.getPrimaryResult().getScore(),
            "ns");
      }
    } catch (RunnerException | IOException e) {
      throw new VoidRunException("JMH did not run", e);
    }
  }
}
