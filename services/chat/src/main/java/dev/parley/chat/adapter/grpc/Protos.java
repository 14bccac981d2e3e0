package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.Acknowledgements;
import dev.parley.api.v1.Ban;
import dev.parley.api.v1.BlocksChanged;
import dev.parley.api.v1.Draft;
import dev.parley.api.v1.Edit;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.InThread;
import dev.parley.api.v1.JoinRequestsChanged;
import dev.parley.api.v1.LinkPreview;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.MemberLeft;
import dev.parley.api.v1.MemberMuted;
import dev.parley.api.v1.MentionChange;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.MessageDeleted;
import dev.parley.api.v1.MessageEdited;
import dev.parley.api.v1.MessageUpdated;
import dev.parley.api.v1.ModerationEntry;
import dev.parley.api.v1.PermissionSetting;
import dev.parley.api.v1.Person;
import dev.parley.api.v1.PinChanged;
import dev.parley.api.v1.Poll;
import dev.parley.api.v1.PollChanged;
import dev.parley.api.v1.Preferences;
import dev.parley.api.v1.Reaction;
import dev.parley.api.v1.ReactionChange;
import dev.parley.api.v1.ReadPosition;
import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Replies;
import dev.parley.api.v1.RoleChanged;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.RoomChanged;
import dev.parley.api.v1.RoomLeft;
import dev.parley.api.v1.RoomPreferences;
import dev.parley.api.v1.RoomPreferencesChanged;
import dev.parley.api.v1.SectionsChanged;
import dev.parley.api.v1.ThreadPosition;
import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Permissions;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the domain to the contract. */
final class Protos {
  private Protos() {}

  static Person person(dev.parley.chat.domain.Person person) {
    return Person.newBuilder()
        .setId(person.id().toString())
        .setUsername(person.username())
        .setDisplayName(person.displayName())
        .setAvatarVersion(person.avatarVersion())
        .build();
  }

  static Room room(dev.parley.chat.domain.Room room) {
    Room.Builder proto = Room.newBuilder();
    Instant muteEnd = room.muteEnd();
    if (muteEnd != null) {
      proto.setMuteEndTime(time(muteEnd));
    }
    Instant lastMessage = room.lastMessageTime();
    if (lastMessage != null) {
      proto.setLastMessageTime(time(lastMessage));
    }
    return proto
        .setId(room.id().toString())
        .setKind(
            switch (room.kind()) {
              case CHANNEL -> Room.Kind.CHANNEL;
              case GROUP -> Room.Kind.GROUP;
              case DIRECT -> Room.Kind.DIRECT;
            })
        .setVisibility(visibility(room.visibility()))
        .setName(room.details().name())
        .setTopic(room.details().topic())
        .setDescription(room.details().description())
        .setArchived(room.details().archived())
        .addAllPermissions(permissions(room.details().permissions()))
        .setSlowModeSeconds(room.details().slowModeSeconds())
        .setMessageLifetimeSeconds(room.details().retention().lifetimeSeconds())
        .setRetentionDays(room.details().retention().days())
        .setAvatarVersion(room.details().avatarVersion())
        .setMemberCount(room.memberCount())
        .setHeadSeq(room.headSeq())
        .setJoined(room.joined())
        .setDefaultRoom(room.forEverybody())
        .setNewlyAdded(room.newlyAdded())
        .setJoinRequestCount(room.joinRequests())
        .setCreateTime(time(room.createTime()))
        .setReadSeq(room.read().seq())
        .setUnreadCount(room.joined() ? room.read().unreadCount() : 0)
        .setMentionCount(room.read().mentionCount())
        .setHeadOrdinal(room.read().headOrdinal())
        .setReadOrdinal(room.read().ordinal())
        .setRole(role(room.role()))
        .setPreferences(preferences(room.preferences()))
        .setGuestCount(room.guestCount())
        .addAllPeople(room.people().stream().map(Protos::person).toList())
        .build();
  }

  /** A room that somebody may not enter. */
  static Room room(dev.parley.chat.domain.Room room, dev.parley.chat.domain.Ban ban) {
    Room.Builder proto = room(room).toBuilder().setBanned(true);
    Instant end = ban.expireTime();
    return end == null ? proto.build() : proto.setBanEndTime(time(end)).build();
  }

  private static Room.Visibility visibility(dev.parley.chat.domain.Room.Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> Room.Visibility.PUBLIC;
      case PRIVATE -> Room.Visibility.PRIVATE;
    };
  }

  /** Public where nothing is said. */
  static dev.parley.chat.domain.Room.Visibility visibility(Room.Visibility visibility) {
    return visibility == Room.Visibility.PRIVATE
        ? dev.parley.chat.domain.Room.Visibility.PRIVATE
        : dev.parley.chat.domain.Room.Visibility.PUBLIC;
  }

  static Ban ban(dev.parley.chat.domain.Ban ban) {
    Ban.Builder proto =
        Ban.newBuilder()
            .setRoomId(ban.roomId().toString())
            .setPerson(person(ban.person()))
            .setModerator(person(ban.by()))
            .setReason(ban.reason())
            .setCreateTime(time(ban.createTime()));
    Instant expires = ban.expireTime();
    return expires == null ? proto.build() : proto.setExpireTime(time(expires)).build();
  }

  static ModerationEntry entry(dev.parley.chat.domain.ModerationEntry entry) {
    ModerationEntry.Builder proto =
        ModerationEntry.newBuilder()
            .setId(entry.id().toString())
            .setCreateTime(time(entry.time()))
            .setActor(person(entry.actor()))
            .setAct(ModerationEntry.Act.valueOf(entry.act().name()))
            .setDetail(entry.detail());
    dev.parley.chat.domain.Person subject = entry.subject();
    return subject == null ? proto.build() : proto.setSubject(person(subject)).build();
  }

  static Member.Role role(dev.parley.chat.domain.Member.@Nullable Role role) {
    if (role == null) {
      return Member.Role.ROLE_UNSPECIFIED;
    }
    return switch (role) {
      case GUEST -> Member.Role.GUEST;
      case MEMBER -> Member.Role.MEMBER;
      case MODERATOR -> Member.Role.MODERATOR;
      case ADMIN -> Member.Role.ADMIN;
      case OWNER -> Member.Role.OWNER;
    };
  }

  /** A role that the contract's field rules have let in. */
  static dev.parley.chat.domain.Member.Role role(Member.Role role) {
    return dev.parley.chat.domain.Member.Role.valueOf(role.name());
  }

  /** A permission that the contract's field rules have let in. */
  static Permission permission(PermissionSetting.Permission permission) {
    return Permission.valueOf(permission.name());
  }

  private static List<PermissionSetting> permissions(Permissions permissions) {
    List<PermissionSetting> settings = new ArrayList<>();
    for (Permission permission : Permission.values()) {
      permissions
          .least(permission)
          .ifPresent(least ->
              settings.add(
                  PermissionSetting.newBuilder()
                      .setPermission(PermissionSetting.Permission.valueOf(permission.name()))
                      .setLeastRole(role(least))
                      .build()));
    }
    return settings;
  }

  private static RoomChanged changed(RoomEvent.Change.RoomChanged change) {
    RoomDetails details = change.details();
    return RoomChanged.newBuilder()
        .setPerson(person(change.person()))
        .addAllChanged(
            change.changed().stream()
                .map(detail -> RoomChanged.Detail.valueOf(detail.name()))
                .toList())
        .setNewName(Objects.requireNonNullElse(change.newName(), ""))
        .setFormerName(Objects.requireNonNullElse(change.formerName(), ""))
        .setNewTopic(Objects.requireNonNullElse(change.newTopic(), ""))
        .setDetails(
            dev.parley.api.v1.RoomDetails.newBuilder()
                .setVisibility(visibility(details.visibility()))
                .setName(details.name())
                .setTopic(details.topic())
                .setDescription(details.description())
                .setArchived(details.archived())
                .addAllPermissions(permissions(details.permissions()))
                .setAvatarVersion(details.avatarVersion())
                .setSlowModeSeconds(details.slowModeSeconds())
                .setMessageLifetimeSeconds(details.retention().lifetimeSeconds())
                .setRetentionDays(details.retention().days()))
        .build();
  }

  private static Member joined(RoomEvent.Change.MemberJoined change) {
    Member member = member(change.member());
    dev.parley.chat.domain.Person adder = change.adder();
    return adder == null ? member : member.toBuilder().setAdder(person(adder)).build();
  }

  private static MemberLeft left(RoomEvent.Change.MemberLeft change) {
    MemberLeft.Builder proto =
        MemberLeft.newBuilder()
            .setPerson(person(change.person()))
            .setBanned(change.banned())
            .setGuest(change.guest());
    dev.parley.chat.domain.Person remover = change.remover();
    if (remover != null) {
      proto.setRemover(person(remover));
    }
    return proto.build();
  }

  private static MemberMuted muted(RoomEvent.Change.MemberMuted change) {
    MemberMuted.Builder proto =
        MemberMuted.newBuilder()
            .setMember(member(change.member()))
            .setModerator(person(change.moderator()));
    Instant until = change.until();
    return until == null ? proto.build() : proto.setEndTime(time(until)).build();
  }

  static ReadPosition position(dev.parley.chat.domain.ReadPosition position) {
    return ReadPosition.newBuilder()
        .setRoomId(position.roomId().toString())
        .setSeq(position.seq())
        .setUnreadCount(position.unreadCount())
        .setMentionCount(position.mentionCount())
        .setOrdinal(position.ordinal())
        .setHeadOrdinal(position.headOrdinal())
        .setHeadSeq(position.headSeq())
        .build();
  }

  static ThreadPosition position(dev.parley.chat.domain.ThreadPosition position) {
    ReadPosition read = position(position.read());
    return ThreadPosition.newBuilder()
        .setThreadId(position.threadId().toString())
        .setFollowing(position.following())
        .setRead(
            position.following()
                ? read
                : read.toBuilder().setUnreadCount(0).setMentionCount(0).build())
        .build();
  }

  static Receipt receipt(dev.parley.chat.domain.Receipt receipt) {
    return Receipt.newBuilder()
        .setRoomId(receipt.roomId().toString())
        .setUserId(receipt.userId().toString())
        .setDeliveredSeq(receipt.deliveredSeq())
        .setReadSeq(receipt.readSeq())
        .build();
  }

  static Draft draft(dev.parley.chat.domain.KeptDraft draft) {
    Draft.Builder proto =
        Draft.newBuilder().setRoomId(draft.place().roomId().toString()).setText(draft.text());
    UUID thread = draft.place().threadId();
    if (thread != null) {
      proto.setThreadId(thread.toString());
    }
    Instant kept = draft.time();
    return kept == null ? proto.build() : proto.setUpdateTime(time(kept)).build();
  }

  static Preferences preferences(dev.parley.chat.domain.Preferences preferences) {
    return Preferences.newBuilder()
        .setReadReceipts(preferences.readReceipts())
        .setLinkPreviews(preferences.linkPreviews())
        .build();
  }

  static RoomPreferences preferences(dev.parley.chat.domain.RoomPreferences preferences) {
    return RoomPreferences.newBuilder()
        .setFavourite(preferences.favourite())
        .setMuted(preferences.muted())
        .setNotifications(RoomPreferences.Level.valueOf(preferences.level().name()))
        .build();
  }

  static Member member(dev.parley.chat.domain.Member member) {
    Member.Builder proto = Member.newBuilder();
    Instant muteEnd = member.muteEnd();
    if (muteEnd != null) {
      proto.setMuteEndTime(time(muteEnd));
    }
    return proto
        .setRoomId(member.roomId().toString())
        .setPerson(person(member.person()))
        .setRole(role(member.role()))
        .setJoinTime(time(member.joinTime()))
        .build();
  }

  static Message message(dev.parley.chat.domain.Message message) {
    Message.Builder proto = Message.newBuilder();
    Instant edited = message.since().editTime();
    if (edited != null) {
      proto.setEditTime(time(edited));
    }
    Instant pinned = message.since().pinTime();
    if (pinned != null) {
      proto.setPinTime(time(pinned));
    }
    dev.parley.chat.domain.Poll poll = message.poll();
    if (poll != null) {
      proto.setPoll(poll(poll));
    }
    Attention attention = message.attention();
    if (attention != null) {
      proto.setPriority(priority(attention.priority()));
      Attention.Acknowledgements people = attention.acknowledgements();
      if (people != null) {
        proto.setAcknowledgements(
            Acknowledgements.newBuilder()
                .setCount(people.count())
                .addAllUserIds(people.userIds().stream().map(UUID::toString).toList()));
      }
    }
    Instant expires = message.expireTime();
    if (expires != null) {
      proto.setExpireTime(time(expires));
    }
    dev.parley.chat.domain.Message.InThread thread = message.thread();
    if (thread != null) {
      proto.setThread(
          InThread.newBuilder()
              .setId(thread.id().toString())
              .setSeq(thread.seq())
              .setOrdinal(thread.ordinal()));
    }
    Instant replied = message.since().replies().lastTime();
    if (replied != null) {
      proto.setReplies(
          Replies.newBuilder()
              .setCount(message.since().replies().count())
              .setHeadOrdinal(message.since().replies().headOrdinal())
              .setLastTime(time(replied))
              .addAllUserIds(
                  message.since().replies().people().stream().map(UUID::toString).toList()));
    }
    return proto
        .setId(message.id().toString())
        .setRoomId(message.roomId().toString())
        .setSeq(message.seq())
        .setSender(person(message.sender()))
        .setText(message.text())
        .setCreateTime(time(message.createTime()))
        .setClientId(message.clientId().toString())
        .setOrdinal(message.ordinal())
        .addAllMentions(message.mentions().people().stream().map(UUID::toString).toList())
        .setMentionsEveryone(message.mentions().everyone())
        .setEditCount(message.since().editCount())
        .setDeleted(message.deleted())
        .addAllReactions(message.since().reactions().stream().map(Protos::reaction).toList())
        .setChangeSeq(message.since().seq())
        .addAllLinkPreviews(message.since().previews().stream().map(Protos::preview).toList())
        .build();
  }

  private static Message.Priority priority(Attention.Priority priority) {
    return switch (priority) {
      case STANDARD -> Message.Priority.PRIORITY_UNSPECIFIED;
      case IMPORTANT -> Message.Priority.IMPORTANT;
      case URGENT -> Message.Priority.URGENT;
    };
  }

  private static LinkPreview preview(dev.parley.chat.domain.LinkPreview preview) {
    return LinkPreview.newBuilder()
        .setId(preview.id().toString())
        .setUrl(preview.url())
        .setTitle(preview.title())
        .setDescription(preview.description())
        .setSiteName(preview.siteName())
        .setPictureVersion(preview.pictureVersion())
        .build();
  }

  private static Poll poll(dev.parley.chat.domain.Poll poll) {
    Poll.Builder proto =
        Poll.newBuilder()
            .setMultiple(poll.multiple())
            .setAnonymous(poll.anonymous())
            .setVoterCount(poll.voterCount());
    for (dev.parley.chat.domain.Poll.Option option : poll.options()) {
      proto.addOptions(
          Poll.Option.newBuilder()
              .setText(option.text())
              .setCount(option.count())
              .addAllUserIds(option.userIds().stream().map(UUID::toString).toList()));
    }
    Instant closes = poll.closeTime();
    return closes == null ? proto.build() : proto.setCloseTime(time(closes)).build();
  }

  private static Reaction reaction(dev.parley.chat.domain.Reaction reaction) {
    return Reaction.newBuilder()
        .setEmoji(reaction.emoji())
        .setCount(reaction.count())
        .addAllUserIds(reaction.userIds().stream().map(UUID::toString).toList())
        .build();
  }

  static Edit edit(dev.parley.chat.domain.Edit edit) {
    return Edit.newBuilder()
        .setPerson(person(edit.person()))
        .setTime(time(edit.time()))
        .setFormerText(edit.formerText())
        .build();
  }

  private static MentionChange mentionChange(Mentions added, Mentions removed) {
    return MentionChange.newBuilder()
        .addAllAdded(added.people().stream().map(UUID::toString).toList())
        .setEveryoneAdded(added.everyone())
        .addAllRemoved(removed.people().stream().map(UUID::toString).toList())
        .setEveryoneRemoved(removed.everyone())
        .build();
  }

  private static ReactionChange reactionChange(
      UUID messageId, long messageSeq, String emoji, dev.parley.chat.domain.Person person) {
    return ReactionChange.newBuilder()
        .setMessageId(messageId.toString())
        .setMessageSeq(messageSeq)
        .setEmoji(emoji)
        .setPerson(person(person))
        .build();
  }

  private static MessageEdited edited(RoomEvent.Change.MessageEdited change) {
    MessageEdited.Builder proto = MessageEdited.newBuilder().setMessage(message(change.message()));
    if (!change.mentioned().isEmpty() || !change.unmentioned().isEmpty()) {
      proto.setMentionChange(mentionChange(change.mentioned(), change.unmentioned()));
    }
    return proto.build();
  }

  private static MessageDeleted deleted(RoomEvent.Change.MessageDeleted change) {
    MessageDeleted.Builder proto =
        MessageDeleted.newBuilder()
            .setMessage(message(change.message()))
            .setPerson(person(change.person()));
    if (!change.unmentioned().isEmpty()) {
      proto.setMentionChange(mentionChange(Mentions.NONE, change.unmentioned()));
    }
    return proto.build();
  }

  static Event event(RoomEvent event) {
    Event.Builder proto =
        Event.newBuilder()
            .setRoomId(event.roomId().toString())
            .setSeq(event.seq())
            .setCreateTime(time(event.time()));
    return switch (event.change()) {
      case RoomEvent.Change.MessageCreated change ->
          proto.setMessageCreated(message(change.message())).build();
      case RoomEvent.Change.MessageEdited change -> proto.setMessageEdited(edited(change)).build();
      case RoomEvent.Change.MessageDeleted change ->
          proto.setMessageDeleted(deleted(change)).build();
      case RoomEvent.Change.PinChanged change ->
          proto
              .setPinChanged(
                  PinChanged.newBuilder()
                      .setMessage(message(change.message()))
                      .setPerson(person(change.person()))
                      .setPinned(change.pinned()))
              .build();
      case RoomEvent.Change.PollChanged change ->
          proto
              .setPollChanged(PollChanged.newBuilder().setMessage(message(change.message())))
              .build();
      case RoomEvent.Change.MessageUpdated change ->
          proto
              .setMessageUpdated(MessageUpdated.newBuilder().setMessage(message(change.message())))
              .build();
      case RoomEvent.Change.ReactionAdded change ->
          proto
              .setReactionAdded(
                  reactionChange(
                      change.messageId(), change.messageSeq(), change.emoji(), change.person()))
              .build();
      case RoomEvent.Change.ReactionRemoved change ->
          proto
              .setReactionRemoved(
                  reactionChange(
                      change.messageId(), change.messageSeq(), change.emoji(), change.person()))
              .build();
      case RoomEvent.Change.MemberJoined change -> proto.setMemberJoined(joined(change)).build();
      case RoomEvent.Change.MemberLeft change -> proto.setMemberLeft(left(change)).build();
      case RoomEvent.Change.RoleChanged change ->
          proto
              .setRoleChanged(
                  RoleChanged.newBuilder()
                      .setMember(member(change.member()))
                      .setRole(role(change.role()))
                      .setChanger(person(change.changer())))
              .build();
      case RoomEvent.Change.MemberMuted change -> proto.setMemberMuted(muted(change)).build();
      case RoomEvent.Change.RoomChanged change -> proto.setRoomChanged(changed(change)).build();
      case RoomEvent.Change.JoinRequestsChanged change ->
          proto
              .setJoinRequestsChanged(
                  JoinRequestsChanged.newBuilder().setWaitingCount(change.waiting()))
              .build();
    };
  }

  static Event event(UserEvent event) {
    Event.Builder proto =
        Event.newBuilder().setUserSeq(event.seq()).setCreateTime(time(event.time()));
    return switch (event.change()) {
      case UserEvent.Change.RoomJoined change -> proto.setRoomJoined(room(change.room())).build();
      case UserEvent.Change.RoomLeft change ->
          proto
              .setRoomLeft(
                  RoomLeft.newBuilder()
                      .setRoomId(change.roomId().toString())
                      .setDeleted(change.deleted()))
              .build();
      case UserEvent.Change.ReadMoved change ->
          proto.setReadMoved(position(change.position())).build();
      case UserEvent.Change.PreferencesChanged change ->
          proto.setPreferencesChanged(preferences(change.preferences())).build();
      case UserEvent.Change.RoomPreferencesChanged change ->
          proto
              .setRoomPreferencesChanged(
                  RoomPreferencesChanged.newBuilder()
                      .setRoomId(change.roomId().toString())
                      .setPreferences(preferences(change.preferences())))
              .build();
      case UserEvent.Change.DraftChanged change ->
          proto.setDraftChanged(draft(change.draft())).build();
      case UserEvent.Change.ThreadChanged change ->
          proto.setThreadChanged(position(change.position())).build();
      case UserEvent.Change.SavedItemChanged change ->
          proto.setSavedItemChanged(LaterProtos.changed(change)).build();
      case UserEvent.Change.ScheduledMessageChanged change ->
          proto.setScheduledMessageChanged(LaterProtos.changed(change)).build();
      case UserEvent.Change.SectionsChanged change ->
          proto
              .setSectionsChanged(SectionsChanged.newBuilder().setVersion(change.version()))
              .build();
      case UserEvent.Change.OwnPresenceChanged change ->
          proto.setOwnPresenceChanged(PresenceProtos.own(change.own())).build();
      case UserEvent.Change.BlocksChanged change ->
          proto
              .setBlocksChanged(
                  BlocksChanged.newBuilder()
                      .setPerson(person(change.other()))
                      .setBlocked(change.blocked()))
              .build();
    };
  }
}
