package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.instant;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.Availability;
import dev.parley.api.v1.OwnPresence;
import dev.parley.api.v1.Presence;
import dev.parley.api.v1.Status;

/** Presence between the domain and the contract. */
final class PresenceProtos {
  private PresenceProtos() {}

  static Presence presence(dev.parley.chat.domain.Presence presence) {
    Presence.Builder proto =
        Presence.newBuilder()
            .setUserId(presence.userId().toString())
            .setState(
                switch (presence.state()) {
                  case OFFLINE -> Presence.State.OFFLINE;
                  case AWAY -> Presence.State.AWAY;
                  case ONLINE -> Presence.State.ONLINE;
                  case DO_NOT_DISTURB -> Presence.State.DO_NOT_DISTURB;
                });
    if (presence.person() != null) {
      proto
          .setDisplayName(presence.person().displayName())
          .setAvatarVersion(presence.person().avatarVersion());
    }
    if (presence.lastSeen() != null) {
      proto.setLastSeenTime(time(presence.lastSeen()));
    }
    if (presence.status() != null) {
      proto.setStatus(status(presence.status()));
    }
    return proto.build();
  }

  static OwnPresence own(dev.parley.chat.domain.OwnPresence own) {
    Availability.Builder availability =
        Availability.newBuilder()
            .setChoice(
                switch (own.availability().choice()) {
                  case AUTOMATIC -> Availability.Choice.AUTOMATIC;
                  case APPEAR_AWAY -> Availability.Choice.APPEAR_AWAY;
                  case NOT_TO_BE_DISTURBED -> Availability.Choice.NOT_TO_BE_DISTURBED;
                  case APPEAR_OFFLINE -> Availability.Choice.APPEAR_OFFLINE;
                });
    if (own.availability().until() != null) {
      availability.setExpireTime(time(own.availability().until()));
    }
    OwnPresence.Builder proto = OwnPresence.newBuilder().setAvailability(availability);
    if (own.status() != null) {
      proto.setStatus(status(own.status()));
    }
    return proto.build();
  }

  static dev.parley.chat.domain.Availability availability(Availability proto) {
    return new dev.parley.chat.domain.Availability(
        switch (proto.getChoice()) {
          case CHOICE_UNSPECIFIED, AUTOMATIC, UNRECOGNIZED ->
              dev.parley.chat.domain.Availability.Choice.AUTOMATIC;
          case APPEAR_AWAY -> dev.parley.chat.domain.Availability.Choice.APPEAR_AWAY;
          case NOT_TO_BE_DISTURBED ->
              dev.parley.chat.domain.Availability.Choice.NOT_TO_BE_DISTURBED;
          case APPEAR_OFFLINE -> dev.parley.chat.domain.Availability.Choice.APPEAR_OFFLINE;
        },
        proto.hasExpireTime() ? instant(proto.getExpireTime()) : null);
  }

  static dev.parley.chat.domain.Status status(Status proto) {
    return new dev.parley.chat.domain.Status(
        proto.getEmoji(),
        proto.getText().strip(),
        proto.hasExpireTime() ? instant(proto.getExpireTime()) : null);
  }

  private static Status status(dev.parley.chat.domain.Status status) {
    Status.Builder proto = Status.newBuilder().setEmoji(status.emoji()).setText(status.text());
    if (status.until() != null) {
      proto.setExpireTime(time(status.until()));
    }
    return proto.build();
  }
}
