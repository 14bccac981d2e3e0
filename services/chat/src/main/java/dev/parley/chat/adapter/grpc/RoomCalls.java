package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;

import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.DiscoverRoomsRequest;
import dev.parley.api.v1.DiscoverRoomsResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListMembersRequest;
import dev.parley.api.v1.ListMembersResponse;
import dev.parley.api.v1.ListRoomsRequest;
import dev.parley.api.v1.ListRoomsResponse;
import dev.parley.api.v1.ListSharedRoomsRequest;
import dev.parley.api.v1.ListSharedRoomsResponse;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.RoomPreferences;
import dev.parley.api.v1.SetRoomAvatarRequest;
import dev.parley.api.v1.UpdateMemberRequest;
import dev.parley.api.v1.UpdateRoomPreferencesRequest;
import dev.parley.api.v1.UpdateRoomRequest;
import dev.parley.chat.app.ArrangeRooms;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.app.PictureRoom;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.RoomSort;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomDirectory.Search;
import dev.parley.chat.port.RoomRepository.Direct;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.PageTokens;
import dev.parley.platform.rpc.PictureRefusals;
import io.grpc.StatusRuntimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Rooms and who is in them, in the words of the contract. */
public record RoomCalls(
    CreateRoom createRoom,
    OpenDirect openDirect,
    FindRooms findRooms,
    Membership membership,
    ChangeRoom changeRoom,
    ManageMembers manageMembers,
    ArrangeRooms arrangeRooms,
    PictureRoom pictureRoom) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  Room create(CreateRoomRequest request, UUID caller) {
    if (request.getKind() == Room.Kind.DIRECT) {
      return direct(request, caller);
    }
    CreateRoom.Wish wish =
        new CreateRoom.Wish(
            caller,
            request.getKind() == Room.Kind.GROUP
                ? dev.parley.chat.domain.Room.Kind.GROUP
                : dev.parley.chat.domain.Room.Kind.CHANNEL,
            Protos.visibility(request.getVisibility()),
            request.getName(),
            request.getTopic(),
            request.getMemberIdsList().stream().map(UUID::fromString).toList());
    return switch (createRoom.create(wish)) {
      case CreateRoom.Result.Created created -> Protos.room(created.room());
      case CreateRoom.Result.NameMissing ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "name", Refusals.NAME_EXPECTED);
      case CreateRoom.Result.NobodyElse ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT, "memberIds", "expected at least one other person");
      case CreateRoom.Result.NameTaken ignored -> throw nameTaken(wish.name());
      case CreateRoom.Result.NotForGuests ignored ->
          throw Refusals.notForGuests("Guests make no channels");
      case CreateRoom.Result.NoSuchPerson missing ->
          throw Refusals.noSuchPerson("memberIds", missing.id().toString());
      case CreateRoom.Result.Blocked blocked ->
          throw Refusals.cannotAdd("memberIds", blocked.person());
    };
  }

  private Room direct(CreateRoomRequest request, UUID caller) {
    if (request.getMemberIdsCount() > 1) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "memberIds",
          "expected one person, or none for a conversation with oneself");
    }
    UUID other =
        request.getMemberIdsCount() == 0 ? caller : UUID.fromString(request.getMemberIds(0));
    Direct direct =
        openDirect
            .open(caller, other)
            .orElseThrow(() -> Refusals.noSuchPerson("memberIds", other.toString()));
    return switch (direct) {
      case Direct.There there -> Protos.room(there.room());
      case Direct.Blocked blocked -> throw Refusals.blocked(blocked.byOneself());
    };
  }

  ListRoomsResponse list(ListRoomsRequest request, UUID caller) {
    Page<dev.parley.chat.domain.Room> page =
        findRooms.mine(caller, mark(request.getPageToken()), pageSize(request.getPageSize(), 100));
    return ListRoomsResponse.newBuilder()
        .addAllRooms(page.items().stream().map(Protos::room).toList())
        .setNextPageToken(token(page))
        .build();
  }

  DiscoverRoomsResponse discover(DiscoverRoomsRequest request, UUID caller) {
    RoomSort sort =
        request.getSort() == DiscoverRoomsRequest.Sort.SORT_UNSPECIFIED
            ? RoomSort.NAME
            : RoomSort.valueOf(request.getSort().name());
    Page<dev.parley.chat.domain.Room> page =
        findRooms
            .discover(
                caller,
                new Search(request.getQuery(), sort, request.getIncludeArchived()),
                mark(request.getPageToken(), sort),
                pageSize(request.getPageSize(), 50))
            .orElseThrow(() -> Refusals.notForGuests("Guests find no rooms"));
    return DiscoverRoomsResponse.newBuilder()
        .addAllRooms(page.items().stream().map(Protos::room).toList())
        .setNextPageToken(token(page))
        .build();
  }

  Room get(String roomId, UUID caller) {
    dev.parley.chat.domain.Room room =
        findRooms
            .get(UUID.fromString(roomId), caller)
            .orElseThrow(() -> ChatGrpc.noSuchRoom(roomId));
    return room.joined()
        ? Protos.room(room)
        : findRooms
            .ban(room.id(), caller)
            .map(ban -> Protos.room(room, ban))
            .orElseGet(() -> Protos.room(room));
  }

  Room update(UpdateRoomRequest request, UUID caller) {
    ChangeRoom.Wish wish =
        new ChangeRoom.Wish(
            request.hasName() ? Optional.of(request.getName()) : Optional.empty(),
            request.hasTopic() ? Optional.of(request.getTopic()) : Optional.empty(),
            request.hasDescription() ? Optional.of(request.getDescription()) : Optional.empty(),
            request.hasVisibility()
                ? Optional.of(Protos.visibility(request.getVisibility()))
                : Optional.empty(),
            request.hasSlowModeSeconds()
                ? Optional.of(request.getSlowModeSeconds())
                : Optional.empty(),
            permissions(request),
            before ->
                new Retention(
                    request.hasMessageLifetimeSeconds()
                        ? request.getMessageLifetimeSeconds()
                        : before.lifetimeSeconds(),
                    request.hasRetentionDays() ? request.getRetentionDays() : before.days()));
    done(
        changeRoom.change(UUID.fromString(request.getRoomId()), caller, wish),
        request.getRoomId(),
        caller,
        request.getName());
    return get(request.getRoomId(), caller);
  }

  private static Map<Permission, dev.parley.chat.domain.Member.Role> permissions(
      UpdateRoomRequest request) {
    Map<Permission, dev.parley.chat.domain.Member.Role> permissions =
        new EnumMap<>(Permission.class);
    for (int i = 0; i < request.getPermissionsCount(); i++) {
      String field = "permissions[" + i + "]";
      Permission permission = Protos.permission(request.getPermissions(i).getPermission());
      if (!permission.adjustable()) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT, field, permission + " is the same in all rooms");
      }
      if (!permission.adjustableTo(Protos.role(request.getPermissions(i).getLeastRole()))) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT, field, permission + " is never given to guests");
      }
      if (permissions.put(permission, Protos.role(request.getPermissions(i).getLeastRole()))
          != null) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT, field, permission + " is given twice");
      }
    }
    return permissions;
  }

  Room archive(String roomId, UUID caller, boolean archived) {
    done(changeRoom.archive(UUID.fromString(roomId), caller, archived), roomId, caller, "");
    return get(roomId, caller);
  }

  Room show(SetRoomAvatarRequest request, UUID caller) {
    UUID roomId = UUID.fromString(request.getRoomId());
    return switch (pictureRoom.show(roomId, caller, request.getPicture().toByteArray())) {
      case PictureRoom.Result.Unfit unfit -> throw PictureRefusals.of(unfit.why());
      case PictureRoom.Result.Asked asked -> {
        done(asked.outcome(), request.getRoomId(), caller, "");
        yield get(request.getRoomId(), caller);
      }
    };
  }

  Room hide(String roomId, UUID caller) {
    done(pictureRoom.remove(UUID.fromString(roomId), caller), roomId, caller, "");
    return get(roomId, caller);
  }

  Room join(String roomId, UUID caller) {
    return switch (membership.join(UUID.fromString(roomId), caller)) {
      case Membership.JoinResult.Joined joined -> Protos.room(joined.room());
      case Membership.JoinResult.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(roomId);
      case Membership.JoinResult.Archived ignored -> throw Refusals.archived();
      case Membership.JoinResult.Banned banned -> throw Refusals.banned(banned.ban(), caller);
    };
  }

  /** Leaving a room one is not in is no error, if one may know of it. */
  void leave(String roomId, UUID caller) {
    Outcome<?> outcome = manageMembers.remove(UUID.fromString(roomId), caller, caller);
    if (outcome instanceof Outcome.NotAMember<?>) {
      get(roomId, caller);
    } else {
      done(outcome, roomId, caller, "");
    }
  }

  ListSharedRoomsResponse shared(ListSharedRoomsRequest request, UUID caller) {
    return ListSharedRoomsResponse.newBuilder()
        .addAllRoomIds(
            findRooms.shared(caller, UUID.fromString(request.getUserId())).stream()
                .map(UUID::toString)
                .toList())
        .build();
  }

  ListMembersResponse members(ListMembersRequest request, UUID caller) {
    Optional<dev.parley.chat.domain.Member.Role> role =
        request.getRole() == Member.Role.ROLE_UNSPECIFIED
            ? Optional.empty()
            : Optional.of(Protos.role(request.getRole()));
    Members.Wanted wanted =
        new Members.Wanted(
            request.getQuery().strip(),
            role,
            MemberPages.start(request.getPageToken()),
            pageSize(request.getPageSize(), 100));
    return findRooms
        .members(UUID.fromString(request.getRoomId()), caller, wanted)
        .map(listing -> MemberPages.response(listing, role))
        .orElseThrow(() -> ChatGrpc.noSuchRoom(request.getRoomId()));
  }

  Member add(AddMemberRequest request, UUID caller) {
    Membership.AddResult result =
        membership.add(
            UUID.fromString(request.getRoomId()), caller, UUID.fromString(request.getUserId()));
    return switch (result) {
      case Membership.AddResult.Added added -> Protos.member(added.member());
      case Membership.AddResult.NoSuchRoom ignored ->
          throw ChatGrpc.noSuchRoom(request.getRoomId());
      case Membership.AddResult.AdderNotAMember ignored -> throw ChatGrpc.notAMember();
      case Membership.AddResult.NoSuchPerson ignored ->
          throw Refusals.noSuchPerson("userId", request.getUserId());
      case Membership.AddResult.Direct ignored -> throw Refusals.of(new Refusal.Direct());
      case Membership.AddResult.NotAllowed ignored ->
          throw Refusals.of(new Refusal.NotAllowed(Permission.ADD_MEMBERS));
      case Membership.AddResult.Archived ignored -> throw Refusals.archived();
      case Membership.AddResult.Banned banned -> throw Refusals.banned(banned.ban(), caller);
      case Membership.AddResult.Blocked blocked ->
          throw Refusals.cannotAdd("userId", blocked.person());
    };
  }

  Member setRole(UpdateMemberRequest request, UUID caller) {
    return Protos.member(
        done(
            manageMembers.setRole(
                UUID.fromString(request.getRoomId()),
                caller,
                UUID.fromString(request.getUserId()),
                Protos.role(request.getRole())),
            request.getRoomId(),
            caller,
            ""));
  }

  void remove(String roomId, String userId, UUID caller) {
    done(
        manageMembers.remove(UUID.fromString(roomId), caller, UUID.fromString(userId)),
        roomId,
        caller,
        "");
  }

  RoomPreferences arrange(UpdateRoomPreferencesRequest request, UUID caller) {
    ArrangeRooms.Wish wish =
        new ArrangeRooms.Wish(
            request.hasFavourite() ? Optional.of(request.getFavourite()) : Optional.empty(),
            request.hasMuted() ? Optional.of(request.getMuted()) : Optional.empty(),
            request.getNotifications() == RoomPreferences.Level.LEVEL_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(
                    dev.parley.chat.domain.RoomPreferences.Level.valueOf(
                        request.getNotifications().name())));
    return arrangeRooms
        .change(UUID.fromString(request.getRoomId()), caller, wish)
        .map(Protos::preferences)
        .orElseThrow(() -> {
          get(request.getRoomId(), caller);
          return ChatGrpc.notAMember();
        });
  }

  /**
   * What a change of a room came to.
   *
   * @param name that the room was to be given; empty if none
   */
  <T> T done(Outcome<T> outcome, String roomId, UUID caller, String name) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw Refusals.of(refused.refusal());
      case Outcome.NotAMember<T> ignored -> {
        get(roomId, caller);
        throw ChatGrpc.notAMember();
      }
      case Outcome.NoSuchMember<T> ignored -> throw Refusals.noSuchMember();
      case Outcome.NameTaken<T> ignored -> throw nameTaken(name);
    };
  }

  private static StatusRuntimeException nameTaken(String name) {
    return Problems.refuseField(
        ErrorCode.ROOM_NAME_TAKEN,
        "name",
        name.isBlank()
            ? "another public channel is called that, or something that looks the same: choose another name"
            : "another public channel is called \""
                + name.strip()
                + "\", or something that looks the same: join it or choose another name");
  }

  private static Optional<Page.Mark> mark(String token) {
    return PageTokens.decode(token).map(mark -> new Page.Mark(mark.name(), mark.id()));
  }

  /** A token goes on with the sort that it was made for. */
  private static Optional<Page.Mark> mark(String token, RoomSort sort) {
    Optional<Page.Mark> mark = mark(token);
    if (sort != RoomSort.NAME
        && mark.filter(place -> !NUMBER.matcher(place.name()).matches()).isPresent()) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "pageToken",
          "expected the nextPageToken of a page that was sorted by the same");
    }
    return mark;
  }

  private static String token(Page<?> page) {
    return page.next().map(mark -> PageTokens.encode(mark.name(), mark.id())).orElse("");
  }
}
