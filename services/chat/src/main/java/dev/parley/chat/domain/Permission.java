package dev.parley.chat.domain;

import dev.parley.chat.domain.Member.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What takes more than being a member, with the least role that may, by kind of room. Nobody may
 * where there is none. Printed for people in docs/rooms.md, which a test holds against this table.
 */
public enum Permission {
  /** Say something. */
  SEND_MESSAGES(Role.GUEST, Role.GUEST, Role.GUEST, true),
  /** Mention everybody at once. */
  MENTION_EVERYONE(Role.MEMBER, Role.GUEST, Role.GUEST, true),
  /** Make somebody a member. */
  ADD_MEMBERS(Role.MEMBER, Role.MEMBER, null, true),
  /** Say what the room is about. */
  CHANGE_TOPIC(Role.MEMBER, Role.MEMBER, null, true),
  /** Give it another name and description. */
  CHANGE_DETAILS(Role.ADMIN, Role.MEMBER, null, true),
  /** Delete what others said. */
  DELETE_MESSAGES(Role.MODERATOR, null, null, true),
  /** End the membership of somebody with a lesser role. */
  REMOVE_MEMBERS(Role.MODERATOR, null, null, true),
  /** Mute somebody with a lesser role, slow the room down, and not be slowed down oneself. */
  MUTE_MEMBERS(Role.MODERATOR, null, null, true),
  /** Pin messages, and take pins away. */
  PIN_MESSAGES(Role.MEMBER, Role.MEMBER, Role.GUEST, true),
  /** Say how long the room keeps what is said. */
  CHANGE_RETENTION(Role.ADMIN, Role.MEMBER, Role.GUEST, false),
  /** Give others a role below one's own; owners give any. */
  CHANGE_ROLES(Role.ADMIN, null, null, false),
  /** Give permissions to other roles, up to one's own. */
  CHANGE_PERMISSIONS(Role.ADMIN, null, null, false),
  /** Close the room for writing, and open it again. */
  ARCHIVE_ROOM(Role.ADMIN, null, null, false),
  /** Delete the room; to bring it back takes {@link #ARCHIVE_ROOM}. */
  DELETE_ROOM(Role.OWNER, null, null, false);

  private final Role channel;
  private final @Nullable Role group;
  private final @Nullable Role direct;
  private final boolean adjustable;

  Permission(Role channel, @Nullable Role group, @Nullable Role direct, boolean adjustable) {
    this.channel = channel;
    this.group = group;
    this.direct = direct;
    this.adjustable = adjustable;
  }

  /** The least role that may unless the room says otherwise; empty if nobody may. */
  public Optional<Role> least(Room.Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case CHANNEL -> channel;
          case GROUP -> group;
          case DIRECT -> direct;
        });
  }

  /** Whether a channel may give it to this role: guests only ever say something. */
  public boolean adjustableTo(Role role) {
    return adjustable && (role != Role.GUEST || this == SEND_MESSAGES);
  }

  /** Whether a channel may give it to another role. */
  public boolean adjustable() {
    return adjustable;
  }
}
