package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.internal.v1.Device;
import dev.parley.api.internal.v1.DeviceServiceGrpc.DeviceServiceImplBase;
import dev.parley.api.internal.v1.HiddenPresence;
import dev.parley.api.internal.v1.ReadPresenceRequest;
import dev.parley.api.internal.v1.ReadPresenceResponse;
import dev.parley.api.internal.v1.ReportDevicesRequest;
import dev.parley.api.internal.v1.ReportDevicesResponse;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.State;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Who is connected, and how people are, for edges. */
public final class DeviceGrpc extends DeviceServiceImplBase {
  /** Of the times that a device is to be reported, so many may be missed but one. */
  private static final int REPORTS_IN_A_LIFE = 3;

  private final TrackDevices track;
  private final ShowPresence show;
  private final Duration life;

  /** Serves; devices that are not reported again count for {@code life}. */
  public DeviceGrpc(TrackDevices track, ShowPresence show, Duration life) {
    this.track = track;
    this.show = show;
    this.life = life;
  }

  @Override
  public void reportDevices(
      ReportDevicesRequest request, StreamObserver<ReportDevicesResponse> answer) {
    track.note(request.getDevicesList().stream().map(DeviceGrpc::report).toList());
    send(
        answer,
        ReportDevicesResponse.newBuilder()
            .setRepeatSeconds((int) Math.max(1, life.toSeconds() / REPORTS_IN_A_LIFE))
            .build());
  }

  @Override
  public void readPresence(
      ReadPresenceRequest request, StreamObserver<ReadPresenceResponse> answer) {
    List<Presence> presences =
        show.of(request.getUserIdsList().stream().map(UUID::fromString).toList());
    send(
        answer,
        ReadPresenceResponse.newBuilder()
            .addAllPresences(presences.stream().map(PresenceProtos::presence).toList())
            .addAllHidden(
                presences.stream()
                    .filter(presence -> !presence.hiddenFrom().isEmpty())
                    .map(DeviceGrpc::hidden)
                    .toList())
            .build());
  }

  private static HiddenPresence hidden(Presence presence) {
    return HiddenPresence.newBuilder()
        .setUserId(presence.userId().toString())
        .addAllHiddenFrom(presence.hiddenFrom().stream().map(UUID::toString).toList())
        .build();
  }

  private static Report report(Device device) {
    return new Report(
        UUID.fromString(device.getUserId()),
        device.getDeviceId(),
        switch (device.getState()) {
          case ACTIVE -> State.ACTIVE;
          case IDLE -> State.IDLE;
          case GONE, STATE_UNSPECIFIED, UNRECOGNIZED -> State.GONE;
        });
  }
}
