package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.AcceptInvitationResponse;
import dev.parley.api.v1.Invitation;
import dev.parley.api.v1.InvitationPreview;
import dev.parley.api.v1.JoinRequest;
import dev.parley.api.v1.JoinStanding;
import dev.parley.api.v1.ListJoinRequestsResponse;
import dev.parley.api.v1.Room;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.Invitations.Offer;
import dev.parley.chat.port.Invitations.Waiting;
import java.time.Instant;

/** Invitations and requests to join, from the domain to the contract. */
final class InvitationProtos {
  private InvitationProtos() {}

  static Invitation invitation(dev.parley.chat.domain.Invitation invitation) {
    Invitation.Builder proto =
        Invitation.newBuilder()
            .setId(invitation.id().toString())
            .setRoomId(invitation.roomId().toString())
            .setCreator(Protos.person(invitation.creator()))
            .setApprovalNeeded(invitation.approvalNeeded())
            .setUseLimit(invitation.useLimit())
            .setUseCount(invitation.useCount())
            .setCreateTime(time(invitation.createTime()))
            .setGuest(invitation.guest());
    String email = invitation.email();
    if (email != null) {
      proto.setEmail(email);
    }
    Instant expiry = invitation.expireTime();
    if (expiry != null) {
      proto.setExpireTime(time(expiry));
    }
    return proto.build();
  }

  static InvitationPreview preview(Offer offer) {
    RoomDetails details = offer.room().details();
    return InvitationPreview.newBuilder()
        .setRoomId(offer.room().id().toString())
        .setKind(Room.Kind.valueOf(offer.room().kind().name()))
        .setName(details.name())
        .setTopic(details.topic())
        .setDescription(details.description())
        .setMemberCount(offer.room().memberCount())
        .setInviter(Protos.person(offer.invitation().creator()))
        .setApprovalNeeded(offer.invitation().approvalNeeded())
        .setStanding(standing(offer.standing()))
        .setGuest(offer.invitation().guest())
        .build();
  }

  static AcceptInvitationResponse reached(AcceptInvitation.Reached reached) {
    AcceptInvitationResponse.Builder proto =
        AcceptInvitationResponse.newBuilder().setStanding(standing(reached.standing()));
    if (reached.room().joined()) {
      proto.setRoom(Protos.room(reached.room()));
    }
    return proto.build();
  }

  static ListJoinRequestsResponse waiting(Waiting waiting) {
    return ListJoinRequestsResponse.newBuilder()
        .addAllRequests(waiting.first().stream().map(InvitationProtos::request).toList())
        .setTotalCount(waiting.count())
        .build();
  }

  private static JoinRequest request(dev.parley.chat.domain.JoinRequest request) {
    return JoinRequest.newBuilder()
        .setRoomId(request.roomId().toString())
        .setPerson(Protos.person(request.person()))
        .setNote(request.note())
        .setCreateTime(time(request.createTime()))
        .build();
  }

  private static JoinStanding standing(dev.parley.chat.domain.JoinStanding standing) {
    return switch (standing) {
      case OUTSIDE -> JoinStanding.OUTSIDE;
      case WAITING -> JoinStanding.WAITING;
      case DECLINED -> JoinStanding.DECLINED;
      case INSIDE -> JoinStanding.INSIDE;
    };
  }
}
