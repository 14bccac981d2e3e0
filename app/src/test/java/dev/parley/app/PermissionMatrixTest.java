package dev.parley.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.parley.api.v1.AcknowledgementServiceGrpc.AcknowledgementServiceBlockingStub;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.api.v1.CommandServiceGrpc.CommandServiceBlockingStub;
import dev.parley.api.v1.DeletionServiceGrpc.DeletionServiceBlockingStub;
import dev.parley.api.v1.DraftServiceGrpc.DraftServiceBlockingStub;
import dev.parley.api.v1.InvitationServiceGrpc.InvitationServiceBlockingStub;
import dev.parley.api.v1.LinkPreviewServiceGrpc.LinkPreviewServiceBlockingStub;
import dev.parley.api.v1.ModerationServiceGrpc.ModerationServiceBlockingStub;
import dev.parley.api.v1.PinServiceGrpc.PinServiceBlockingStub;
import dev.parley.api.v1.PollServiceGrpc.PollServiceBlockingStub;
import dev.parley.api.v1.SavedServiceGrpc.SavedServiceBlockingStub;
import dev.parley.api.v1.SchedulingServiceGrpc.SchedulingServiceBlockingStub;
import dev.parley.api.v1.SectionServiceGrpc.SectionServiceBlockingStub;
import dev.parley.api.v1.ThreadServiceGrpc.ThreadServiceBlockingStub;
import dev.parley.app.RunningParley.Answer;
import dev.parley.app.RunningParley.Client;
import dev.parley.gateway.PublicContracts;
import dev.parley.platform.errors.Problems;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Who may what in which room, written by hand and tried over REST, gRPC, gRPC-Web and the
 * WebSocket. A method that names a room and is missing here fails the test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionMatrixTest {
  /**
   * Columns are {@link Caller}s. {@code +} is success, {@code -} PERMISSION_DENIED, {@code n}
   * NOT_A_MEMBER, {@code 0} ROOM_NOT_FOUND, {@code a} ROOM_ARCHIVED, {@code m} MUTED, {@code d}
   * DIRECT_CONVERSATION, {@code l} LAST_OWNER, {@code y} NOT_YOUR_MESSAGE, {@code i}
   * INVITATION_NOT_FOUND, {@code j} JOIN_REQUEST_NOT_FOUND.
   */
  private static final String MATRIX =
      """
      |                           owner admin moderator member muted outsider | stranger: private | owner: archived | group: member stranger | direct: one stranger | guest: inside outside group
      GetRoom                     +     +     +         +      +     +          0                   +                 +             0          +           0                 +      0       +
      UpdateRoom topic            +     +     +         +      +     n          0                   a                 +             0          -           0                 -      0       -
      UpdateRoom name             +     +     -         -      -     n          0                   a                 +             0          -           0                 -      0       -
      UpdateRoom slowMode         +     +     +         -      -     n          0                   a                 -             0          -           0                 -      0       -
      UpdateRoom permissions      +     +     -         -      -     n          0                   a                 -             0          -           0                 -      0       -
      UpdateRoom retention        +     +     -         -      -     n          0                   a                 +             0          +           0                 -      0       -
      UpdateRoom lifetime         +     +     -         -      -     n          0                   a                 +             0          +           0                 -      0       -
      UpdateRoom visibility       +     +     -         -      -     n          0                   a                 +             0          +           0                 -      0       +
      SetRoomAvatar               +     +     -         -      -     n          0                   a                 +             0          -           0                 -      0       -
      DeleteRoomAvatar            +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      ArchiveRoom                 +     +     -         -      -     n          0                   +                 -             0          -           0                 -      0       -
      RestoreRoom                 +     +     -         -      -     n          0                   +                 -             0          -           0                 -      0       -
      DeleteRoom                  +     -     -         -      -     n          0                   +                 -             0          -           0                 -      0       -
      UndeleteRoom                +     +     -         -      -     n          0                   +                 -             0          -           0                 -      0       -
      JoinRoom                    +     +     +         +      +     +          0                   +                 +             0          +           0                 +      0       +
      LeaveRoom                   l     +     +         +      +     +          0                   l                 +             0          d           0                 +      0       +
      ListMembers                 +     +     +         +      +     +          0                   +                 +             0          +           0                 +      0       +
      AddMember                   +     +     +         +      +     n          0                   a                 +             0          d           0                 -      0       -
      UpdateMember                +     +     -         -      -     n          0                   +                 -             0          -           0                 -      0       -
      RemoveMember                +     +     +         -      -     n          0                   +                 -             0          d           0                 -      0       -
      BanMember                   +     +     +         -      -     n          0                   +                 -             0          d           0                 -      0       -
      LiftBan                     +     +     +         -      -     n          0                   +                 -             0          d           0                 -      0       -
      ListBans                    +     +     +         -      -     n          0                   +                 -             0          -           0                 -      0       -
      MuteMember                  +     +     +         -      -     n          0                   +                 -             0          -           0                 -      0       -
      UnmuteMember                +     +     +         -      -     n          0                   +                 -             0          -           0                 -      0       -
      ListModerationEntries       +     +     +         -      -     n          0                   +                 -             0          -           0                 -      0       -
      CreateInvitation            +     +     +         +      +     n          0                   a                 +             0          d           0                 -      0       -
      ListInvitations             +     +     +         +      +     n          0                   +                 +             0          d           0                 -      0       -
      RevokeInvitation            i     i     i         i      i     n          0                   i                 i             0          d           0                 -      0       -
      ListJoinRequests            +     +     +         +      +     n          0                   +                 +             0          d           0                 -      0       -
      ApproveJoinRequest          j     j     j         j      j     n          0                   a                 j             0          d           0                 -      0       -
      DeclineJoinRequest          j     j     j         j      j     n          0                   a                 j             0          d           0                 -      0       -
      WithdrawJoinRequest         j     j     j         j      j     j          0                   j                 j             0          j           0                 j      0       j
      SendMessage                 +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      ListMessages                +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      GetMessage                  +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      EditMessage                 y     y     y         y      m     n          0                   a                 y             0          y           0                 y      0       y
      DeleteMessage               +     +     +         y      m     n          0                   a                 y             0          y           0                 y      0       y
      ListEdits                   +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      AddReaction                 +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      RemoveReaction              +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      ListReactors                +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      GetOwnReactions             +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      PutDraft                    +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      RunCommand                  +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      RunCommand topic            +     +     +         +      +     n          0                   a                 +             0          -           0                 -      0       -
      CastVote                    +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      GetVote                     +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      ListVoters                  +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      AcknowledgeMessage          +     +     +         +      m     n          0                   a                 +             0          +           0                 +      0       +
      ListAcknowledgements        +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      GetOwnAcknowledgement       +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      RemoveLinkPreviews          +     +     +         y      m     n          0                   a                 y             0          y           0                 y      0       y
      ClosePoll                   +     +     +         y      m     n          0                   a                 y             0          y           0                 y      0       y
      SaveMessage                 +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      ScheduleMessage             +     +     +         +      +     n          0                   a                 +             0          +           0                 +      0       +
      PinMessage                  +     +     +         +      m     n          0                   a                 +             0          +           0                 -      0       -
      UnpinMessage                +     +     +         +      m     n          0                   a                 +             0          +           0                 -      0       -
      ListPins                    +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      GetThread                   +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      ListReplies                 +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      MarkThreadRead              +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      MarkThreadUnread            +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      FollowThread                +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      UnfollowThread              +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      MarkRead                    +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      MarkUnread                  +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      ListReceipts                +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      UpdateRoomPreferences       +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      MoveRoom                    +     +     +         +      +     n          0                   +                 +             0          +           0                 +      0       +
      """;

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("+", ""),
          Map.entry("-", "PERMISSION_DENIED"),
          Map.entry("n", "NOT_A_MEMBER"),
          Map.entry("0", "ROOM_NOT_FOUND"),
          Map.entry("a", "ROOM_ARCHIVED"),
          Map.entry("m", "MUTED"),
          Map.entry("d", "DIRECT_CONVERSATION"),
          Map.entry("l", "LAST_OWNER"),
          Map.entry("y", "NOT_YOUR_MESSAGE"),
          Map.entry("i", "INVITATION_NOT_FOUND"),
          Map.entry("j", "JOIN_REQUEST_NOT_FOUND"));

  /** What each row asks for; {@code $other} is a plain member who has asked {@code $message}. */
  private static final Map<String, String> REQUESTS =
      Map.ofEntries(
          Map.entry("UpdateRoom topic", "{\"topic\":\"$new\"}"),
          Map.entry("UpdateRoom name", "{\"name\":\"$new\"}"),
          Map.entry("UpdateRoom slowMode", "{\"slowModeSeconds\":1}"),
          Map.entry(
              "UpdateRoom permissions",
              "{\"permissions\":[{\"permission\":\"ADD_MEMBERS\",\"leastRole\":\"ADMIN\"}]}"),
          Map.entry("UpdateRoom retention", "{\"retentionDays\":30}"),
          Map.entry("UpdateRoom lifetime", "{\"messageLifetimeSeconds\":3600}"),
          Map.entry("UpdateRoom visibility", "{\"visibility\":\"PRIVATE\"}"),
          Map.entry("SetRoomAvatar", PngFile.asJson(PngFile.of(16, 16))),
          Map.entry("AddMember", "{\"userId\":\"$stranger\"}"),
          Map.entry("UpdateMember", "{\"userId\":\"$other\",\"role\":\"MODERATOR\"}"),
          Map.entry("RemoveMember", "{\"userId\":\"$other\"}"),
          Map.entry("BanMember", "{\"userId\":\"$other\"}"),
          Map.entry("LiftBan", "{\"userId\":\"$other\"}"),
          Map.entry("MuteMember", "{\"userId\":\"$other\",\"durationSeconds\":\"60\"}"),
          Map.entry("UnmuteMember", "{\"userId\":\"$other\"}"),
          Map.entry("RevokeInvitation", "{\"invitationId\":\"$new\"}"),
          Map.entry("ApproveJoinRequest", "{\"userId\":\"$stranger\"}"),
          Map.entry("DeclineJoinRequest", "{\"userId\":\"$stranger\"}"),
          Map.entry("SendMessage", "{\"clientId\":\"$new\",\"text\":\"hello\"}"),
          Map.entry("GetMessage", "{\"messageId\":\"$message\"}"),
          Map.entry("EditMessage", "{\"messageId\":\"$message\",\"text\":\"bye\"}"),
          Map.entry("DeleteMessage", "{\"messageId\":\"$message\"}"),
          Map.entry("ListEdits", "{\"messageId\":\"$message\"}"),
          Map.entry("AddReaction", "{\"messageId\":\"$message\",\"emoji\":\"👍\"}"),
          Map.entry("RemoveReaction", "{\"messageId\":\"$message\",\"emoji\":\"👍\"}"),
          Map.entry("ListReactors", "{\"messageId\":\"$message\",\"emoji\":\"👍\"}"),
          Map.entry("GetOwnReactions", "{\"messageId\":\"$message\"}"),
          Map.entry("PutDraft", "{\"text\":\"half\"}"),
          Map.entry("RunCommand", "{\"clientId\":\"$new\",\"text\":\"/shrug\"}"),
          Map.entry("RunCommand topic", "{\"clientId\":\"$new\",\"text\":\"/topic ahead\"}"),
          Map.entry("CastVote", "{\"messageId\":\"$message\",\"options\":[1]}"),
          Map.entry("GetVote", "{\"messageId\":\"$message\"}"),
          Map.entry("ListVoters", "{\"messageId\":\"$message\"}"),
          Map.entry("AcknowledgeMessage", "{\"messageId\":\"$message\"}"),
          Map.entry("ListAcknowledgements", "{\"messageId\":\"$message\"}"),
          Map.entry("GetOwnAcknowledgement", "{\"messageId\":\"$message\"}"),
          Map.entry("RemoveLinkPreviews", "{\"messageId\":\"$message\"}"),
          Map.entry("ClosePoll", "{\"messageId\":\"$message\"}"),
          Map.entry("SaveMessage", "{\"messageId\":\"$message\"}"),
          Map.entry(
              "ScheduleMessage",
              "{\"clientId\":\"$new\",\"text\":\"later\",\"recurrence\":{\"cron\":\"0 9 * * 1\",\"timeZone\":\"Europe/Berlin\"}}"),
          Map.entry("PinMessage", "{\"messageId\":\"$message\"}"),
          Map.entry("UnpinMessage", "{\"messageId\":\"$message\"}"),
          Map.entry("GetThread", "{\"threadId\":\"$message\"}"),
          Map.entry("ListReplies", "{\"threadId\":\"$message\"}"),
          Map.entry("MarkThreadRead", "{\"threadId\":\"$message\",\"seq\":\"1\"}"),
          Map.entry("MarkThreadUnread", "{\"threadId\":\"$message\",\"seq\":\"1\"}"),
          Map.entry("FollowThread", "{\"threadId\":\"$message\"}"),
          Map.entry("UnfollowThread", "{\"threadId\":\"$message\"}"),
          Map.entry("MarkRead", "{\"seq\":\"1\"}"),
          Map.entry("MarkUnread", "{\"seq\":\"1\"}"),
          Map.entry("UpdateRoomPreferences", "{\"favourite\":true}"),
          Map.entry("MoveRoom", "{\"sectionId\":\"favourites\"}"));

  private enum Place {
    CHANNEL,
    PRIVATE,
    ARCHIVED,
    DELETED,
    GROUP,
    DIRECT
  }

  /** The columns: who asks, and in which room. */
  private enum Caller {
    OWNER(Place.CHANNEL),
    ADMIN(Place.CHANNEL),
    MODERATOR(Place.CHANNEL),
    MEMBER(Place.CHANNEL),
    MUTED(Place.CHANNEL),
    OUTSIDER(Place.CHANNEL),
    PRIVATE_STRANGER(Place.PRIVATE),
    ARCHIVED_OWNER(Place.ARCHIVED),
    GROUP_MEMBER(Place.GROUP),
    GROUP_STRANGER(Place.GROUP),
    DIRECT_ONE(Place.DIRECT),
    DIRECT_STRANGER(Place.DIRECT),
    GUEST(Place.CHANNEL),
    GUEST_OUTSIDE(Place.CHANNEL),
    GROUP_GUEST(Place.GROUP);

    private final Place place;

    Caller(Place place) {
      this.place = place;
    }
  }

  private record Room(String id, String message) {}

  private interface Protocol {
    /** The error's code; empty for success. */
    String call(MethodDescriptor<Message, Message> method, Client caller, Message request);
  }

  private final Map<String, MethodDescriptor<Message, Message>> methods = new HashMap<>();
  private final Map<Place, Room> rooms = new EnumMap<>(Place.class);
  private RunningParley parley;
  private Client owner;
  private Client admin;
  private Client moderator;
  private Client member;
  private Client muted;
  private Client other;
  private Client outsider;
  private Client guest;
  private Client guestOutside;

  @BeforeAll
  @SuppressWarnings("unchecked") // Every method of the contract takes and gives protobuf messages.
  void start() {
    parley = RunningParley.start();
    owner = parley.register("owner");
    admin = parley.register("admin1");
    moderator = parley.register("moderator1");
    member = parley.register("member");
    muted = parley.register("muted");
    other = parley.register("other");
    outsider = parley.register("outsider");
    String token = owner.invitationForGuests(owner.room("lobby", "PRIVATE"));
    guest = parley.register("guest1", token);
    guestOutside = parley.register("guest2", token);
    for (PublicContracts.PublicContract contract : PublicContracts.ALL) {
      for (MethodDescriptor<?, ?> method : contract.service().getMethods()) {
        methods.put(method.getBareMethodName(), (MethodDescriptor<Message, Message>) method);
      }
    }
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void everyMethodThatNamesARoomIsInTheMatrix() {
    Set<String> named = new TreeSet<>();
    methods.forEach((name, method) -> {
      if (method.getType() == MethodDescriptor.MethodType.UNARY
          && prototype(method).getDescriptorForType().findFieldByName("room_id") != null) {
        named.add(name);
      }
    });
    Set<String> listed = new TreeSet<>();
    rows().forEach(row -> listed.add(row.getFirst().split(" ")[0]));

    assertThat(listed).isEqualTo(named);
  }

  @Test
  void overRest() {
    hold(this::rest);
  }

  @Test
  void overGrpc() {
    holdOver("gproto");
  }

  @Test
  void overGrpcWeb() {
    holdOver("gproto-web");
  }

  private void holdOver(String format) {
    Map<String, Channel> channels =
        Map.ofEntries(
            Map.entry("parley.v1.ChatService", channel(format, ChatServiceBlockingStub.class)),
            Map.entry("parley.v1.DraftService", channel(format, DraftServiceBlockingStub.class)),
            Map.entry("parley.v1.PinService", channel(format, PinServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.CommandService", channel(format, CommandServiceBlockingStub.class)),
            Map.entry("parley.v1.PollService", channel(format, PollServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.AcknowledgementService",
                channel(format, AcknowledgementServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.LinkPreviewService",
                channel(format, LinkPreviewServiceBlockingStub.class)),
            Map.entry("parley.v1.ThreadService", channel(format, ThreadServiceBlockingStub.class)),
            Map.entry("parley.v1.SavedService", channel(format, SavedServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.SchedulingService",
                channel(format, SchedulingServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.ModerationService",
                channel(format, ModerationServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.InvitationService",
                channel(format, InvitationServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.SectionService", channel(format, SectionServiceBlockingStub.class)),
            Map.entry(
                "parley.v1.DeletionService", channel(format, DeletionServiceBlockingStub.class)));
    hold((method, caller, request) -> grpc(channels, method, caller, request));
  }

  @Test
  void overTheWebSocket() {
    for (List<String> row : rows()) {
      if (row.getFirst().equals("SendMessage") || row.getFirst().equals("MarkRead")) {
        for (Caller caller : Caller.values()) {
          String expected = code(row, caller);
          assertThat(overTheWebSocket(row.getFirst(), caller, expected))
              .as("%s by %s", row.getFirst(), caller)
              .isTrue();
        }
      }
    }
  }

  /** To everything but bringing it back, which is tried last. */
  @Test
  void aDeletedRoomIsNoneAndThoseWhoRunItAreToldWhy() {
    List<String> wrong = new ArrayList<>();
    Map<Client, String> expected =
        Map.of(
            owner, "ROOM_DELETED",
            admin, "ROOM_DELETED",
            moderator, "ROOM_NOT_FOUND",
            member, "ROOM_NOT_FOUND",
            outsider, "ROOM_NOT_FOUND");
    for (List<String> row : rows()) {
      String name = row.getFirst();
      MethodDescriptor<Message, Message> method = requireNonNull(methods.get(name.split(" ")[0]));
      expected.forEach((client, code) -> {
        boolean bringsItBack = name.equals("UndeleteRoom") && code.equals("ROOM_DELETED");
        String answer =
            bringsItBack ? code : rest(method, client, request(name, method, Place.DELETED));
        if (!answer.equals(code)) {
          wrong.add(name + ": '" + answer + "' (expected: '" + code + "')");
        }
      });
    }
    assertThat(wrong).isEmpty();
    MethodDescriptor<Message, Message> back = requireNonNull(methods.get("UndeleteRoom"));
    assertThat(rest(back, admin, request("UndeleteRoom", back, Place.DELETED))).isEmpty();
  }

  /** Tries each cell of the matrix. */
  private void hold(Protocol protocol) {
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows()) {
      String name = row.getFirst();
      MethodDescriptor<Message, Message> method = requireNonNull(methods.get(name.split(" ")[0]));
      for (Caller caller : Caller.values()) {
        String expected = code(row, caller);
        String code = protocol.call(method, client(caller), request(name, method, caller.place));
        if (!code.equals(expected)) {
          wrong.add(name + " by " + caller + ": '" + code + "' (expected: '" + expected + "')");
        }
        if (code.isEmpty() && !name.startsWith("Get") && !name.startsWith("List")) {
          // What was changed is not what the next cell is about.
          rooms.remove(caller.place);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private boolean overTheWebSocket(String name, Caller caller, String expected) {
    Room room = room(caller.place);
    String clientId = UUID.randomUUID().toString();
    try (LiveClient live = LiveClient.welcome(parley, client(caller))) {
      if (name.equals("SendMessage")) {
        live.send(room.id(), clientId, "hello");
        JsonNode answer =
            live.await(e ->
                e.at("/ack/clientId").asText().equals(clientId)
                    || e.at("/error/clientId").asText().equals(clientId));
        return answer.at("/error/code").asText().equals(expected);
      }
      live.say("{\"read\":{\"roomId\":\"" + room.id() + "\",\"seq\":\"1\"}}");
      live.say("{\"ping\":{}}");
      live.await(e -> e.has("pong"));
      // Of a room that is not one's own, the edge knows nothing.
      String code = expected.equals("NOT_A_MEMBER") ? "ROOM_NOT_FOUND" : expected;
      return live.heard().stream()
          .filter(e -> e.has("error"))
          .map(e -> e.at("/error/code").asText())
          .toList()
          .equals(code.isEmpty() ? List.of() : List.of(code));
    }
  }

  private static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (String line : MATRIX.lines().toList()) {
      if (!line.startsWith("|")) {
        List<String> row = new ArrayList<>();
        row.add(line.substring(0, 28).strip());
        row.addAll(List.of(line.substring(28).strip().split("\\s+")));
        assertThat(row).as(line).hasSize(Caller.values().length + 1);
        rows.add(row);
      }
    }
    assertThat(new HashSet<>(rows)).hasSameSizeAs(rows);
    return rows;
  }

  /** What the matrix expects; empty for success. */
  private static String code(List<String> row, Caller caller) {
    return requireNonNull(CODES.get(row.get(caller.ordinal() + 1)), row.toString());
  }

  private Client client(Caller caller) {
    return switch (caller) {
      case OWNER, ARCHIVED_OWNER, DIRECT_ONE -> owner;
      case ADMIN -> admin;
      case MODERATOR -> moderator;
      case MEMBER, GROUP_MEMBER -> member;
      case MUTED -> muted;
      case OUTSIDER, PRIVATE_STRANGER, GROUP_STRANGER, DIRECT_STRANGER -> outsider;
      case GUEST, GROUP_GUEST -> guest;
      case GUEST_OUTSIDE -> guestOutside;
    };
  }

  /** A room in which nothing has been tried yet. */
  private Room room(Place place) {
    return rooms.computeIfAbsent(place, this::make);
  }

  private Room make(Place place) {
    String ids = "\"memberIds\":[\"" + other.id + "\",\"" + guest.id + "\",\"" + member.id;
    String body =
        switch (place) {
          case GROUP -> "{\"kind\":\"GROUP\"," + ids + "\"]}";
          // Each pair has one: somebody new makes a new one.
          case DIRECT -> "{\"kind\":\"DIRECT\",\"memberIds\":[\"" + other.id + "\"]}";
          case CHANNEL, PRIVATE, ARCHIVED, DELETED ->
              "{\"name\":\"%s\",\"visibility\":\"%s\",%s\",\"%s\",\"%s\",\"%s\"]}"
                  .formatted(
                      UUID.randomUUID(),
                      place == Place.PRIVATE ? "PRIVATE" : "PUBLIC",
                      ids,
                      admin.id,
                      moderator.id,
                      muted.id);
        };
    String id = must(owner.post("/v1/rooms", body)).json().path("id").asText();
    String path = "/v1/rooms/" + id;
    String message = must(other.ask(id, "said?", "yes", "no")).json().path("id").asText();
    if (place != Place.GROUP && place != Place.DIRECT) {
      must(owner.patch(path + "/members/" + admin.id, "{\"role\":\"ADMIN\"}"));
      must(owner.patch(path + "/members/" + moderator.id, "{\"role\":\"MODERATOR\"}"));
      must(owner.post(path + "/members/" + muted.id + ":mute", "{\"durationSeconds\":\"600\"}"));
    }
    if (place == Place.ARCHIVED) {
      must(owner.post(path + ":archive", "{}"));
    }
    if (place == Place.DELETED) {
      must(owner.call("DELETE", path, BodyPublishers.noBody(), ""));
    }
    return new Room(id, message);
  }

  private static Answer must(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private Message request(String row, MethodDescriptor<Message, Message> method, Place place) {
    Room room = room(place);
    String json =
        REQUESTS
            .getOrDefault(row, "{}")
            .replace("$other", other.id)
            .replace("$stranger", outsider.id)
            .replace("$message", room.message())
            .replace("$new", UUID.randomUUID().toString());
    Message.Builder request = prototype(method).newBuilderForType();
    try {
      JsonFormat.parser().merge(json, request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(row, e);
    }
    return request
        .setField(request.getDescriptorForType().findFieldByName("room_id"), room.id())
        .build();
  }

  private static Message prototype(MethodDescriptor<Message, Message> method) {
    return requireNonNull(
        ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
  }

  /** By the method's HTTP rule; what is not in the path is the body. */
  private String rest(MethodDescriptor<Message, Message> method, Client caller, Message request) {
    HttpRule rule =
        ((ProtoMethodDescriptorSupplier) requireNonNull(method.getSchemaDescriptor()))
            .getMethodDescriptor()
            .getOptions()
            .getExtension(AnnotationsProto.http);
    String path =
        rule.getGet() + rule.getPut() + rule.getPost() + rule.getDelete() + rule.getPatch();
    Message.Builder body = request.toBuilder();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      if (path.contains("{" + field.getName() + "}")) {
        path =
            path.replace(
                "{" + field.getName() + "}",
                request.getField(field).toString().replace("👍", "%F0%9F%91%8D"));
        body.clearField(field);
      }
    }
    boolean bodied = !rule.getBody().isEmpty();
    try {
      Answer answer =
          caller.call(
              rule.getPatternCase().name(),
              path,
              bodied
                  ? BodyPublishers.ofString(JsonFormat.printer().print(body))
                  : BodyPublishers.noBody(),
              bodied ? "application/json" : "");
      return answer.status() == 200 ? "" : answer.code();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String grpc(
      Map<String, Channel> channels,
      MethodDescriptor<Message, Message> method,
      Client caller,
      Message request) {
    Metadata bearer = new Metadata();
    bearer.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + caller.token);
    Channel channel =
        ClientInterceptors.intercept(
            requireNonNull(channels.get(method.getServiceName())),
            MetadataUtils.newAttachHeadersInterceptor(bearer));
    try {
      ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
      return "";
    } catch (StatusRuntimeException e) {
      return Problems.of(e).getCode().name();
    }
  }

  private <T extends AbstractStub<T>> Channel channel(String format, Class<T> stub) {
    return GrpcClients.builder(format + "+http://127.0.0.1:" + parley.port())
        .responseTimeoutMillis(30_000)
        .build(stub)
        .getChannel();
  }
}
