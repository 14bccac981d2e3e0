package dev.parley.platform.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.internal.v1.SendServiceGrpc;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.StatusRuntimeException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BrokenCallTest {
  private static final int PREFACE = 24;
  private static final int HEADERS = 1;
  private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  @Test
  void aProcessThatDiesInTheMidstOfACallIsOutOfReachAndTheCallMayBeRepeated() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Channels channels =
            new Channels(
                "nobody",
                Set.of(),
                Map.of(Role.CHAT, List.of("127.0.0.1:" + door.getLocalPort())),
                new ServiceTokens("a secret of at least 32 characters", Clock.systemUTC()))) {
      Thread.ofVirtual().start(() -> dieOnceAsked(door));
      var stub = SendServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY));

      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> stub.sendMessages(SendMessagesRequest.getDefaultInstance()));

      Problem problem = Problems.of(failure);
      assertThat(problem.getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(problem.getRetryable()).isTrue();
    }
  }

  @Test
  void aCallOfAProcessThatStandsStillEndsInTimeAndMayBeRepeated() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Channels channels = channels(List.of("127.0.0.1:" + door.getLocalPort()))) {
      var stub = SendServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY));

      Problem problem = problem(stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS));

      // Which of them depends on whether the connection was there before the time was over.
      assertThat(problem.getCode()).isIn(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.UNAVAILABLE);
      assertThat(problem.getRetryable()).isTrue();
    }
  }

  @Test
  void whileEveryProcessStandsStillCallsMayBeRepeated() throws Exception {
    try (ServerSocket one = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Channels channels =
            channels(
                List.of("127.0.0.1:" + one.getLocalPort(), "127.0.0.1:" + two.getLocalPort()))) {
      var stub = SendServiceGrpc.newBlockingStub(channels.to(Role.CHAT, Role.GATEWAY));
      for (int i = 0; i < 3; i++) {
        Problem problem = problem(stub.withDeadlineAfter(2, TimeUnit.SECONDS));

        assertThat(problem.getCode())
            .isIn(ErrorCode.UNAVAILABLE, ErrorCode.DEADLINE_EXCEEDED, ErrorCode.CANCELLED);
        assertThat(problem.getRetryable()).isTrue();
      }
    }
  }

  private static Channels channels(List<String> addresses) {
    return new Channels(
        "nobody",
        Set.of(),
        Map.of(Role.CHAT, addresses),
        new ServiceTokens("a secret of at least 32 characters", Clock.systemUTC()));
  }

  private static Problem problem(SendServiceGrpc.SendServiceBlockingStub stub) {
    return Problems.of(
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> stub.sendMessages(SendMessagesRequest.getDefaultInstance())));
  }

  /** Speaks as much HTTP/2 as it takes to be asked something, then closes the connection. */
  private static void dieOnceAsked(ServerSocket door) {
    try (Socket caller = door.accept()) {
      DataInputStream in = new DataInputStream(caller.getInputStream());
      in.skipNBytes(PREFACE);
      caller.getOutputStream().write(EMPTY_SETTINGS);
      for (int type = -1; type != HEADERS; ) {
        byte[] head = in.readNBytes(9);
        type = head[3];
        in.skipNBytes((head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
