package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.GetStandingRequest;
import dev.parley.api.internal.v1.ReadRoomLogRequest;
import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.AddReactionRequest;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.DeleteMessageRequest;
import dev.parley.api.v1.DiscoverRoomsRequest;
import dev.parley.api.v1.EditMessageRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.GetRoomRequest;
import dev.parley.api.v1.JoinRoomRequest;
import dev.parley.api.v1.ListEditsRequest;
import dev.parley.api.v1.ListMembersRequest;
import dev.parley.api.v1.ListMessagesRequest;
import dev.parley.api.v1.ListRoomsRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorTest {
  private final Installation installation = new Installation();
  private final UUID ada = installation.auth.register("ada");
  private final UUID ben = installation.auth.register("ben");

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void whoHasNotSignedInIsTurnedAway() {
    assertThat(refusal(() -> installation.chat().listRooms(ListRoomsRequest.getDefaultInstance())))
        .matches(problem -> problem.getCode() == ErrorCode.UNAUTHENTICATED);
    assertThat(refusal(() -> installation.logs().getStanding(standingOf(ada))))
        .matches(problem -> problem.getCode() == ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void theLogsAreForServicesOnly() {
    var asAda = installation.bearing(ada, installation.logs());

    assertThat(refusal(() -> asAda.getStanding(standingOf(ada))).getCode())
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(installation.logsForServices().getStanding(standingOf(ada)).getRoomsCount())
        .isZero();
    StatusRuntimeException bare = failure(() -> asAda.getStanding(standingOf(ada)));
    assertThat(bare.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void changesOfMessagesAreRefusedInTheWordsOfTheCatalogue() {
    var asAda = installation.chat(ada);
    var asBen = installation.chat(ben);
    String room =
        asAda.createRoom(CreateRoomRequest.newBuilder().setName("changes").build()).getId();
    asBen.joinRoom(JoinRoomRequest.newBuilder().setRoomId(room).build());
    String said =
        asAda
            .sendMessage(
                SendMessageRequest.newBuilder()
                    .setRoomId(room)
                    .setClientId(UUID.randomUUID().toString())
                    .setText("hello")
                    .build())
            .getId();
    EditMessageRequest edit =
        EditMessageRequest.newBuilder().setRoomId(room).setMessageId(said).setText("hi").build();
    AddReactionRequest react =
        AddReactionRequest.newBuilder().setRoomId(room).setMessageId(said).setEmoji("👍").build();
    DeleteMessageRequest delete =
        DeleteMessageRequest.newBuilder().setRoomId(room).setMessageId(said).build();

    assertThat(refusal(() -> asBen.editMessage(edit)).getCode())
        .isEqualTo(ErrorCode.NOT_YOUR_MESSAGE);
    assertThat(refusal(() -> asBen.deleteMessage(delete)).getCode())
        .isEqualTo(ErrorCode.NOT_YOUR_MESSAGE);
    assertThat(
            refusal(() ->
                    asAda.editMessage(
                        edit.toBuilder().setMessageId(UUID.randomUUID().toString()).build()))
                .getCode())
        .isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    assertNamed(() -> asAda.editMessage(edit.toBuilder().setText(" ").build()), "text");
    assertNamed(
        () -> asAda.editMessage(edit.toBuilder().setText("x".repeat(8_001)).build()), "text");
    assertNamed(() -> asAda.editMessage(edit.toBuilder().setMessageId("1").build()), "messageId");
    assertNamed(() -> asBen.addReaction(react.toBuilder().setEmoji(":+1:").build()), "emoji");
    assertNamed(
        () -> asBen.addReaction(react.toBuilder().setEmoji("👍".repeat(17)).build()), "emoji");

    assertThat(asAda.editMessage(edit).getEditCount()).isEqualTo(1);
    assertThat(asBen.addReaction(react).getReactions(0).getUserIdsList())
        .containsExactly(ben.toString());
    assertThat(
            asBen
                .listEdits(ListEditsRequest.newBuilder().setRoomId(room).setMessageId(said).build())
                .getEdits(0)
                .getFormerText())
        .isEqualTo("hello");
    assertThat(asAda.deleteMessage(delete).getDeleted()).isTrue();
    assertThat(refusal(() -> asAda.editMessage(edit)).getCode())
        .isEqualTo(ErrorCode.MESSAGE_DELETED);
    assertThat(refusal(() -> asBen.addReaction(react)).getCode())
        .isEqualTo(ErrorCode.MESSAGE_DELETED);
  }

  @Test
  void eachFieldThatDoesNotFitIsNamed() {
    var chat = installation.chat(ada);

    assertNamed(() -> chat.createRoom(CreateRoomRequest.getDefaultInstance()), "name");
    assertNamed(
        () ->
            chat.createRoom(
                CreateRoomRequest.newBuilder()
                    .setKindValue(99)
                    .setVisibilityValue(99)
                    .setName("x".repeat(65))
                    .setTopic("x".repeat(251))
                    .addMemberIds("nobody")
                    .build()),
        "kind",
        "visibility",
        "name",
        "topic",
        "memberIds[0]");
    assertNamed(
        () -> chat.createRoom(CreateRoomRequest.newBuilder().setName(" \u00a0\u2003").build()),
        "name");
    assertNamed(
        () ->
            chat.sendMessage(
                SendMessageRequest.newBuilder().setRoomId("a").setClientId("b").build()),
        "roomId",
        "clientId",
        "text");
    assertNamed(() -> chat.sendMessage(saying("x".repeat(8001))), "text");
    assertNamed(() -> chat.sendMessage(saying("bell \u0007")), "text");
    assertNamed(() -> chat.getRoom(GetRoomRequest.getDefaultInstance()), "roomId");
    assertNamed(
        () -> chat.listRooms(ListRoomsRequest.newBuilder().setPageSize(201).build()), "pageSize");
    assertNamed(
        () -> chat.listRooms(ListRoomsRequest.newBuilder().setPageToken("no").build()),
        "pageToken");
    assertNamed(
        () ->
            chat.discoverRooms(
                DiscoverRoomsRequest.newBuilder()
                    .setQuery("x".repeat(65))
                    .setPageSize(-1)
                    .setPageToken("x".repeat(513))
                    .build()),
        "query",
        "pageSize",
        "pageToken");
    assertNamed(
        () ->
            chat.listMembers(
                ListMembersRequest.newBuilder().setRoomId("a").setPageSize(201).build()),
        "roomId",
        "pageSize");
    assertNamed(
        () -> chat.addMember(AddMemberRequest.newBuilder().setRoomId("a").build()),
        "roomId",
        "userId");
    assertNamed(
        () ->
            chat.listMessages(
                ListMessagesRequest.newBuilder()
                    .setRoomId(UUID.randomUUID().toString())
                    .setBefore(-1)
                    .setAfter(1L << 53)
                    .setPageSize(201)
                    .build()),
        "before",
        "after",
        "pageSize");
    assertNamed(
        () ->
            installation
                .logsForServices()
                .readRoomLog(ReadRoomLogRequest.newBuilder().setRoomId("a").setAfter(-1).build()),
        "roomId",
        "after",
        "limit");
  }

  @Test
  void refusalsHaveTheirCodes() {
    var chat = installation.chat(ada);
    Room room = chat.createRoom(CreateRoomRequest.newBuilder().setName("Lobby").build());
    var bens = installation.chat(ben);

    assertThat(
            refusal(() -> bens.createRoom(CreateRoomRequest.newBuilder().setName("LOBBY").build()))
                .getCode())
        .isEqualTo(ErrorCode.ROOM_NAME_TAKEN);
    assertThat(
            refusal(() ->
                    bens.sendMessage(saying("hello").toBuilder().setRoomId(room.getId()).build()))
                .getCode())
        .isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(refusal(() -> bens.sendMessage(saying("hello"))).getCode())
        .isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    SendMessageRequest first = saying("hello").toBuilder().setRoomId(room.getId()).build();
    chat.sendMessage(first);
    assertThat(refusal(() -> chat.sendMessage(first.toBuilder().setText("other").build())))
        .matches(problem -> problem.getCode() == ErrorCode.IDEMPOTENCY_CONFLICT)
        .matches(problem -> problem.getErrors(0).getField().equals("clientId"));
    assertThat(
            refusal(() ->
                    chat.addMember(
                        AddMemberRequest.newBuilder()
                            .setRoomId(room.getId())
                            .setUserId(UUID.randomUUID().toString())
                            .build()))
                .getCode())
        .isEqualTo(ErrorCode.USER_NOT_FOUND);
  }

  private static SendMessageRequest saying(String text) {
    return SendMessageRequest.newBuilder()
        .setRoomId(UUID.randomUUID().toString())
        .setClientId(UUID.randomUUID().toString())
        .setText(text)
        .build();
  }

  private static GetStandingRequest standingOf(UUID person) {
    return GetStandingRequest.newBuilder().setUserId(person.toString()).build();
  }

  private static void assertNamed(Runnable call, String... fields) {
    Problem problem = refusal(call);
    assertThat(problem.getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactlyInAnyOrder(fields);
  }

  private static Problem refusal(Runnable call) {
    return Problems.of(failure(call));
  }

  private static StatusRuntimeException failure(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return e;
    }
    throw new AssertionError("the call was not refused");
  }
}
