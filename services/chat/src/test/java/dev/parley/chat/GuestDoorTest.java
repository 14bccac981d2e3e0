package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.CheckGuestInvitationRequest;
import dev.parley.api.internal.v1.FilterAcquaintancesRequest;
import dev.parley.api.internal.v1.GetStandingRequest;
import dev.parley.api.internal.v1.GuestServiceGrpc;
import dev.parley.api.internal.v1.GuestServiceGrpc.GuestServiceBlockingStub;
import dev.parley.api.internal.v1.ListAcquaintancesRequest;
import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.CreateInvitationRequest;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.DiscoverRoomsRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetRoomRequest;
import dev.parley.api.v1.InvitationServiceGrpc;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.PermissionSetting;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.UpdateRoomRequest;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Role;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guests at chat's door, also those of whom it has not heard. */
class GuestDoorTest {
  private final Installation installation = new Installation();
  private final UUID ada = installation.auth.register("ada");
  private final UUID gus = installation.auth.registerGuest("gus");
  private final String room =
      installation
          .chat(ada)
          .createRoom(CreateRoomRequest.newBuilder().setName("harbour").build())
          .getId();

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aGuestOfWhomChatHasNotHeardIsNotTakenForAMember() {
    assertThat(
            refused(() ->
                installation
                    .chat(gus)
                    .getRoom(GetRoomRequest.newBuilder().setRoomId(room).build())))
        .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    assertThat(installation.auth.asked).contains(gus.toString());
  }

  @Test
  void norIsOneWhoConnectsFirst() {
    installation
        .logsForServices()
        .getStanding(GetStandingRequest.newBuilder().setUserId(gus.toString()).build());

    assertThat(installation.auth.asked).contains(gus.toString());
  }

  @Test
  void aMemberOfWhomChatHasNotHeardSeesWhatIsPublic() {
    UUID ben = installation.auth.register("ben");

    assertThat(
            installation
                .chat(ben)
                .getRoom(GetRoomRequest.newBuilder().setRoomId(room).build())
                .getJoined())
        .isFalse();
  }

  @Test
  void whatIsNotForGuestsIsRefusedInTheWordsOfTheCatalogue() {
    var asGus = installation.chat(gus);

    assertThat(refused(() -> asGus.discoverRooms(DiscoverRoomsRequest.getDefaultInstance())))
        .isEqualTo(ErrorCode.NOT_FOR_GUESTS);
    assertThat(refused(() -> asGus.createRoom(CreateRoomRequest.newBuilder().setName("x").build())))
        .isEqualTo(ErrorCode.NOT_FOR_GUESTS);
    assertThat(
            refused(() ->
                asGus.createRoom(
                    CreateRoomRequest.newBuilder()
                        .setKind(Room.Kind.DIRECT)
                        .addMemberIds(ada.toString())
                        .build())))
        .isEqualTo(ErrorCode.USER_NOT_FOUND);
  }

  @Test
  void noPermissionButToSpeakIsGivenToGuests() {
    var asAda = installation.chat(ada);

    assertThat(refused(() -> asAda.updateRoom(permit(PermissionSetting.Permission.CHANGE_TOPIC))))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(
            asAda.updateRoom(permit(PermissionSetting.Permission.SEND_MESSAGES)).getPermissions(0))
        .matches(setting -> setting.getLeastRole() == Member.Role.GUEST);
  }

  @Test
  void otherServicesAskWhomAGuestKnowsAndWhichInvitationsMakeGuests() {
    GuestServiceBlockingStub guests =
        GuestServiceGrpc.newBlockingStub(installation.channels.to(Role.CHAT, Role.AUTH));
    FilterAcquaintancesRequest both =
        FilterAcquaintancesRequest.newBuilder()
            .setUserId(gus.toString())
            .addUserIds(ada.toString())
            .addUserIds(gus.toString())
            .build();
    ListAcquaintancesRequest all =
        ListAcquaintancesRequest.newBuilder().setUserId(gus.toString()).setLimit(10).build();
    assertThat(guests.filterAcquaintances(both).getUserIdsList()).containsExactly(gus.toString());

    installation
        .chat(ada)
        .addMember(AddMemberRequest.newBuilder().setRoomId(room).setUserId(gus.toString()).build());

    assertThat(guests.filterAcquaintances(both).getUserIdsCount()).isEqualTo(2);
    assertThat(guests.listAcquaintances(all).getUserIdsList())
        .containsExactly(ada.toString(), gus.toString());
    assertThat(good(guests, invitation(true))).isTrue();
    assertThat(good(guests, invitation(false))).isFalse();
  }

  @Test
  void onlyServicesAskThat() {
    GuestServiceBlockingStub asAda =
        installation.bearing(
            ada, GuestServiceGrpc.newBlockingStub(installation.channels.forwardingTo(Role.CHAT)));

    assertThat(
            refused(() ->
                asAda.checkGuestInvitation(
                    CheckGuestInvitationRequest.newBuilder().setToken("x").build())))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  private String invitation(boolean guest) {
    return installation
        .bearing(
            ada,
            InvitationServiceGrpc.newBlockingStub(installation.channels.forwardingTo(Role.CHAT)))
        .createInvitation(
            CreateInvitationRequest.newBuilder().setRoomId(room).setGuest(guest).build())
        .getToken();
  }

  private static boolean good(GuestServiceBlockingStub guests, String token) {
    return guests
        .checkGuestInvitation(CheckGuestInvitationRequest.newBuilder().setToken(token).build())
        .getGood();
  }

  private UpdateRoomRequest permit(PermissionSetting.Permission permission) {
    return UpdateRoomRequest.newBuilder()
        .setRoomId(room)
        .addPermissions(
            PermissionSetting.newBuilder()
                .setPermission(permission)
                .setLeastRole(Member.Role.GUEST))
        .build();
  }

  private static ErrorCode refused(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return Problems.of(e).getCode();
    }
    throw new AssertionError("the call was not refused");
  }
}
