package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.Device;
import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.ReportDevicesRequest;
import dev.parley.api.internal.v1.ReportDevicesResponse;
import dev.parley.api.v1.Presence;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Chat as a test answers for it: who was reported, and how people are. */
final class FakePresence implements PresenceSource {
  final List<Device> reported = new ArrayList<>();
  final List<List<String>> asked = new ArrayList<>();
  private final Map<String, Presence> people = new HashMap<>();
  final Map<String, List<String>> hiddenFrom = new HashMap<>();
  boolean unreachable;

  /** Whom guests know. */
  final List<String> acquaintances = new ArrayList<>();

  /** A read that the test answers itself, with what is true by then. */
  boolean slow;

  private final List<Runnable> answers = new ArrayList<>();

  Presence is(String userId, Presence.State state) {
    Presence presence = Presence.newBuilder().setUserId(userId).setState(state).build();
    people.put(userId, presence);
    return presence;
  }

  /** Answers what was asked while it was slow. */
  void answer() {
    List.copyOf(answers).forEach(Runnable::run);
    answers.clear();
  }

  @Override
  public CompletableFuture<ReportDevicesResponse> report(ReportDevicesRequest request) {
    if (unreachable) {
      return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
    }
    reported.addAll(request.getDevicesList());
    return CompletableFuture.completedFuture(
        ReportDevicesResponse.newBuilder().setRepeatSeconds(20).build());
  }

  @Override
  public CompletableFuture<List<String>> known(String guest, List<String> userIds) {
    return unreachable
        ? CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException())
        : CompletableFuture.completedFuture(
            userIds.stream().filter(acquaintances::contains).toList());
  }

  @Override
  public CompletableFuture<List<PresenceNews>> read(List<String> userIds) {
    asked.add(List.copyOf(userIds));
    if (unreachable) {
      return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
    }
    List<PresenceNews> found =
        userIds.stream()
            .map(id ->
                people.getOrDefault(
                    id,
                    Presence.newBuilder().setUserId(id).setState(Presence.State.OFFLINE).build()))
            .map(presence ->
                PresenceNews.newBuilder()
                    .setPresence(presence)
                    .addAllHiddenFrom(hiddenFrom.getOrDefault(presence.getUserId(), List.of()))
                    .build())
            .toList();
    CompletableFuture<List<PresenceNews>> answer = new CompletableFuture<>();
    if (slow) {
      answers.add(() -> answer.complete(found));
    } else {
      answer.complete(found);
    }
    return answer;
  }
}
