import { ROLES, type Permission, type Role, type Room } from './model';

type Standing = Pick<Room, 'role' | 'permissions' | 'archived'>;

/** Whether the person may do this in the room as it is now. An archived one they may only restore or delete. */
export function may(room: Standing, permission: Permission): boolean {
  const least = room.permissions[permission];
  if (least === undefined || (room.archived && permission !== 'ARCHIVE_ROOM' && permission !== 'DELETE_ROOM'))
    return false;
  return rank(room.role) >= rank(least);
}

/** Whether the person may act on somebody with this role: it is less than theirs, or they are an owner. */
export function reaches({ role }: Standing, other: Role): boolean {
  return role === 'OWNER' || rank(role) > rank(other);
}

/** Roles that the person may give to others. Guests are so by their account. */
export function givableRoles(room: Standing): readonly Role[] {
  return ROLES.filter((role) => role !== 'GUEST' && reaches(room, role));
}

function rank(role: Role): number {
  return ROLES.indexOf(role);
}

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  GUEST: 'Guest',
  MEMBER: 'Member',
  MODERATOR: 'Moderator',
  ADMIN: 'Admin',
  OWNER: 'Owner',
};
