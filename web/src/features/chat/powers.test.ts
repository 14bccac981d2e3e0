import { describe, expect, it } from 'vitest';
import type { Role } from './model';
import { givableRoles, may, reaches } from './powers';

const room = (role: Role, archived = false) => ({
  role,
  archived,
  permissions: {
    SEND_MESSAGES: 'MEMBER',
    REMOVE_MEMBERS: 'MODERATOR',
    ARCHIVE_ROOM: 'ADMIN',
    DELETE_ROOM: 'OWNER',
  } as const,
});

describe('what one may in a room', () => {
  it('begins at the least role, and holds for all above it', () => {
    expect(may(room('MEMBER'), 'REMOVE_MEMBERS')).toBe(false);
    expect(may(room('MODERATOR'), 'REMOVE_MEMBERS')).toBe(true);
    expect(may(room('OWNER'), 'REMOVE_MEMBERS')).toBe(true);
  });

  it('is nothing that the room does not know', () => {
    expect(may(room('OWNER'), 'CHANGE_TOPIC')).toBe(false);
  });

  it('is only to restore or delete it when it is archived', () => {
    expect(may(room('OWNER', true), 'SEND_MESSAGES')).toBe(false);
    expect(may(room('ADMIN', true), 'ARCHIVE_ROOM')).toBe(true);
    expect(may(room('ADMIN', true), 'DELETE_ROOM')).toBe(false);
    expect(may(room('OWNER', true), 'DELETE_ROOM')).toBe(true);
  });

  it('reaches those below, and everybody for owners', () => {
    expect(reaches(room('ADMIN'), 'ADMIN')).toBe(false);
    expect(reaches(room('OWNER'), 'OWNER')).toBe(true);
    expect(givableRoles(room('ADMIN'))).toEqual(['MEMBER', 'MODERATOR']);
    expect(reaches(room('MODERATOR'), 'GUEST')).toBe(true);
  });

  it('is less for guests than for members, and nobody is made one', () => {
    expect(may(room('GUEST'), 'SEND_MESSAGES')).toBe(false);
    expect(may({ ...room('GUEST'), permissions: { SEND_MESSAGES: 'GUEST' } }, 'SEND_MESSAGES')).toBe(true);
    expect(givableRoles(room('OWNER'))).not.toContain('GUEST');
  });
});
