package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.DeletedRoom;
import dev.parley.chat.domain.Person;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Why somebody may not, in the words of the catalogue. */
final class Refusals {
  static final String NAME_EXPECTED = "expected 1 to 64 characters, not only white space";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Refusals() {}

  static StatusRuntimeException of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotAllowed not ->
          Problems.refuse(
              ErrorCode.PERMISSION_DENIED,
              "Your role in this room may not do this: it takes the permission "
                  + not.permission()
                  + ". Ask those who run the room.");
      case Refusal.NotBelow ignored ->
          Problems.refuse(
              ErrorCode.PERMISSION_DENIED,
              "This concerns a role that is not below yours: ask an owner of the room.");
      case Refusal.Archived ignored -> archived();
      case Refusal.LastOwner ignored ->
          Problems.refuse(
              ErrorCode.LAST_OWNER,
              "Nobody would own the room: make somebody else an owner first.");
      case Refusal.Direct ignored ->
          Problems.refuse(
              ErrorCode.DIRECT_CONVERSATION,
              "A direct conversation always has the same people: make a group instead.");
      case Refusal.NameMissing ignored ->
          Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "name", NAME_EXPECTED);
      case Refusal.GuestRole ignored ->
          Problems.refuse(
              ErrorCode.GUEST_ROLE,
              "A guest has the role GUEST in all rooms, and nobody else has it: it can be neither given nor taken.");
    };
  }

  static StatusRuntimeException archived() {
    return Problems.refuse(
        ErrorCode.ROOM_ARCHIVED,
        "The room is archived: it can be read, and changed once it is restored.");
  }

  /** For those who may bring it back. */
  static StatusRuntimeException deleted(DeletedRoom room) {
    return Problems.refuse(
        ErrorCode.ROOM_DELETED,
        "%s deleted \"%s\": you can bring it back until %s, then it is deleted for good."
            .formatted(room.deleter().displayName(), room.details().name(), room.purgeTime()));
  }

  static StatusRuntimeException notAllowedToWrite() {
    return Problems.refuse(
        ErrorCode.PERMISSION_DENIED,
        "Your role may not write in this room: read on, or ask those who run it.");
  }

  static StatusRuntimeException muted(Instant until) {
    return Problems.refuse(
        ErrorCode.MUTED,
        "You are muted in this room until " + inWords(until) + ": read on until then.");
  }

  static StatusRuntimeException tooSoon(Instant turn) {
    return Problems.refuse(
        Problems.problem(
                ErrorCode.SLOW_MODE,
                "This room is slow: send it again after " + turn + ".",
                List.of())
            .toBuilder()
            .setRetryTime(time(turn))
            .build());
  }

  /** For the one who is kept out, or wants to let them in. */
  static StatusRuntimeException banned(Ban ban, UUID caller) {
    String until = ban.expireTime() == null ? "" : " until " + inWords(ban.expireTime());
    return Problems.refuse(
        ErrorCode.BANNED,
        ban.person().id().equals(caller)
            ? "You are banned from this room" + until + "."
            : "They are banned from this room" + until + ": lift the ban first.");
  }

  /** For one of two who may not write to each other. */
  static StatusRuntimeException blocked(boolean byCaller) {
    return byCaller
        ? Problems.refuse(
            ErrorCode.PERSON_BLOCKED, "You blocked this person: unblock them to write to them.")
        : Problems.refuse(
            ErrorCode.CANNOT_MESSAGE,
            "This person takes no messages from you; what you said to each other can still be read.");
  }

  /** Says no more than that. */
  static StatusRuntimeException cannotAdd(String field, Person person) {
    return Problems.refuse(
        ErrorCode.CANNOT_ADD,
        person.displayName()
            + " cannot be added by you: they may join by themselves, or by an invitation.",
        List.of(
            FieldError.newBuilder().setField(field).setMessage(person.id().toString()).build()));
  }

  static StatusRuntimeException notForGuests(String what) {
    return Problems.refuse(
        ErrorCode.NOT_FOR_GUESTS, what + ": as a guest you see the rooms that you are invited to.");
  }

  static StatusRuntimeException noSuchMember() {
    return Problems.refuse(ErrorCode.MEMBER_NOT_FOUND, "There is nobody with this id in the room.");
  }

  static StatusRuntimeException noSuchPerson(String field, String id) {
    return Problems.refuseField(ErrorCode.USER_NOT_FOUND, field, "nobody has the id " + id);
  }

  private static String inWords(Instant time) {
    return TIME.format(time);
  }
}
