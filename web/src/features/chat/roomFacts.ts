import { timestampMs, type Timestamp } from '@bufbuild/protobuf/wkt';
import {
  Member_Role,
  PermissionSetting_Permission,
  RoomChanged_Detail,
  Room_Visibility,
  RoomPreferences_Level as Level,
  type Event,
  type PermissionSetting,
  type RoomChanged,
  type RoomPreferences as WirePreferences,
} from '@/gen/parley/v1/chat_pb';
import type { Permission, Permissions, Role, Room, RoomPreferences } from './model';
import { ROLE_NAMES } from './powers';
import { dayTime, duration } from './times';

export function toMillisOrNull(timestamp: Timestamp | undefined): number | null {
  return timestamp === undefined ? null : timestampMs(timestamp);
}

export function toRole(role: Member_Role): Role {
  if (role === Member_Role.OWNER) return 'OWNER';
  if (role === Member_Role.ADMIN) return 'ADMIN';
  if (role === Member_Role.GUEST) return 'GUEST';
  return role === Member_Role.MODERATOR ? 'MODERATOR' : 'MEMBER';
}

export function toVisibility(visibility: Room_Visibility): Room['visibility'] {
  return visibility === Room_Visibility.PRIVATE ? 'PRIVATE' : 'PUBLIC';
}

export function toRoomPreferences(preferences: WirePreferences | undefined): RoomPreferences {
  const { favourite = false, muted = false, notifications = Level.ALL } = preferences ?? {};
  const level = notifications === Level.NOTHING ? 'NOTHING' : notifications === Level.MENTIONS ? 'MENTIONS' : 'ALL';
  return { favourite, muted, notifications: level };
}

/** Permissions that this client knows. */
export function toPermissions(settings: readonly PermissionSetting[]): Permissions {
  return Object.fromEntries(
    settings.map(({ permission, leastRole }) => [PermissionSetting_Permission[permission], toRole(leastRole)]),
  );
}

/** What is wire's for these. */
export function toSettings(
  permissions: Permissions,
): { permission: PermissionSetting_Permission; leastRole: Member_Role }[] {
  return Object.entries(permissions).map(([permission, role]) => ({
    permission: PermissionSetting_Permission[permission as Permission],
    leastRole: Member_Role[role],
  }));
}

/** By how many the guests in the room have become more by an event of its log. */
export function guestStep({ change }: Event): -1 | 0 | 1 {
  if (change.case === 'memberJoined') return change.value.role === Member_Role.GUEST ? 1 : 0;
  return change.case === 'memberLeft' && change.value.guest ? -1 : 0;
}

/** What an event of the room's log changes of the room, for the person; null where it does not. */
export function roomChange({ seq, change }: Event, me: string): Partial<Room> | null {
  if (change.case === 'joinRequestsChanged')
    return { membersSeq: Number(seq), joinRequestCount: change.value.waitingCount };
  const repinned =
    change.case === 'pinChanged' ||
    change.case === 'messageDeleted' ||
    (change.case === 'messageEdited' && change.value.message?.pinTime !== undefined);
  if (repinned) return { pinsSeq: Number(seq) };
  if (change.case === 'roleChanged') {
    const { member } = change.value;
    return member?.person?.id === me ? { role: toRole(member.role) } : null;
  }
  if (change.case === 'memberMuted') {
    const { member } = change.value;
    return member?.person?.id === me ? { muteEnd: toMillisOrNull(member.muteEndTime) } : null;
  }
  if (change.case !== 'roomChanged' || change.value.details === undefined) return null;
  const { name, permissions, topic, description, archived, slowModeSeconds, visibility, avatarVersion } =
    change.value.details;
  const { messageLifetimeSeconds: lifetimeSeconds, retentionDays } = change.value.details;
  const adjusted = { permissions: toPermissions(permissions), visibility: toVisibility(visibility) };
  const kept = { lifetimeSeconds, retentionDays };
  return { givenName: name, topic, description, archived, slowModeSeconds, avatarVersion, ...kept, ...adjusted };
}

/** The rest of a sentence that begins with who changed the room. */
export function changedText({ changed, newName, formerName, newTopic, details }: RoomChanged): string {
  const parts = changed.map((detail) => {
    switch (detail) {
      case RoomChanged_Detail.NAME:
        return formerName === ''
          ? `named the room “${newName}”`
          : `renamed the room from “${formerName}” to “${newName}”`;
      case RoomChanged_Detail.TOPIC:
        return newTopic === '' ? 'cleared the topic' : `set the topic to “${newTopic}”`;
      case RoomChanged_Detail.DESCRIPTION:
        return 'changed the description';
      case RoomChanged_Detail.ARCHIVED:
        return 'archived the room';
      case RoomChanged_Detail.RESTORED:
        return 'restored the room';
      case RoomChanged_Detail.PERMISSIONS:
        return 'changed who may do what';
      case RoomChanged_Detail.SLOW_MODE:
        return slowText(details?.slowModeSeconds ?? 0);
      case RoomChanged_Detail.MADE_PUBLIC:
        return 'made the room public';
      case RoomChanged_Detail.MADE_PRIVATE:
        return 'made the room private';
      case RoomChanged_Detail.AVATAR:
        return 'changed the picture of the room';
      case RoomChanged_Detail.MESSAGE_LIFETIME:
        return lifetimeText(details?.messageLifetimeSeconds ?? 0);
      case RoomChanged_Detail.RETENTION:
        return retentionText(details?.retentionDays ?? 0);
      case RoomChanged_Detail.DELETED:
        return 'deleted the room';
      case RoomChanged_Detail.UNDELETED:
        return 'brought the room back';
      case RoomChanged_Detail.DETAIL_UNSPECIFIED:
        return 'changed the room';
    }
  });
  return parts.length < 2
    ? (parts[0] ?? 'changed the room')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** The rest of a sentence that begins with who said how long messages stay. */
export function lifetimeText(seconds: number): string {
  return seconds === 0 ? 'set messages to stay' : `set messages to disappear after ${duration(seconds)}`;
}

/** The rest of a sentence that begins with who said how long the room keeps anything. */
export function retentionText(days: number): string {
  return days === 0
    ? 'set the room to keep everything'
    : `set the room to forget everything after ${days} ${days === 1 ? 'day' : 'days'}`;
}

function slowText(seconds: number): string {
  return seconds === 0 ? 'ended slow mode' : `slowed the room down: one message each ${duration(seconds)}`;
}

/** The rest of a sentence that begins with who came by themselves: a room's log begins with who made it. */
export function joinedText(seq: number): string {
  return seq === 1 ? 'made this room' : 'joined';
}

/** The rest of a sentence that begins with who is muted, or no longer. */
export function mutedText(until: number | null, moderator: string): string {
  return until === null ? `may speak again, by ${moderator}` : `was muted until ${dayTime(until)} by ${moderator}`;
}

/** The rest of a sentence that begins with who has another role. */
export function roleText(role: Role, changer: string | null): string {
  const now =
    role === 'MEMBER' ? 'a plain member' : `${/^[AO]/.test(role) ? 'an' : 'a'} ${ROLE_NAMES[role].toLowerCase()}`;
  return changer === null ? `is now ${now}` : `was made ${now} by ${changer}`;
}
