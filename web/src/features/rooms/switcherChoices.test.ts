import { Users } from 'lucide-react';
import { describe, expect, it, vi } from 'vitest';
import type { Room } from '@/features/chat/model';
import { begin } from '@/features/chat/unread';
import { matching, switcherChoices } from './switcherChoices';

const room = (name: string, unread = false): Room => ({
  id: name,
  name,
  kind: 'CHANNEL',
  people: [],
  topic: '',
  visibility: 'PUBLIC',
  memberCount: 1,
  guestCount: 0,
  newlyAdded: false,
  avatarVersion: '',
  joinRequestCount: 0,
  description: '',
  archived: false,
  slowModeSeconds: 0,
  lifetimeSeconds: 0,
  retentionDays: 0,
  muteEnd: null,
  givenName: '',
  role: 'MEMBER',
  permissions: {},
  preferences: { favourite: false, muted: false, notifications: 'ALL' },
  newestSeq: unread ? 2 : 1,
  newestTime: 0,
  read: begin({
    seq: 1,
    ordinal: 1,
    headOrdinal: unread ? 2 : 1,
    headSeq: unread ? 2 : 1,
    unreadCount: unread ? 1 : 0,
    mentionCount: 0,
  }),
  membersSeq: 0,
  pinsSeq: 0,
});

const nothing = () => undefined;
const actions = {
  here: [],
  go: nothing,
  createRoom: nothing,
  newConversation: nothing,
  changePresence: nothing,
  newReminder: nothing,
  showShortcuts: nothing,
  toggleTheme: nothing,
  logout: nothing,
  looksDark: false,
  guest: false,
};
const choices = switcherChoices([room('design'), room('web design'), room('redesigned'), room('ops', true)], actions);
const found = (typed: string) => matching(choices, typed).map((choice) => choice.label);

describe('the quick switcher', () => {
  it('puts names that begin so before words that do, and those before the rest', () => {
    expect(found('Design')).toEqual(['design', 'web design', 'redesigned']);
  });

  it('finds actions as well as rooms', () => {
    expect(found('log')).toEqual(['Log out']);
  });

  it('finds what can be done here', () => {
    const onSelect = vi.fn();
    const here = [{ label: 'Room settings', icon: Users, onSelect }];
    const found = matching(switcherChoices([room('design')], { ...actions, here }), 'room');
    expect(found[0]?.label).toBe('Room settings');
    found[0]?.run();
    expect(onSelect).toHaveBeenCalledOnce();
  });

  it('offers guests no rooms to make or to find', () => {
    const ofGuests = switcherChoices([], { ...actions, guest: true }).map(({ id }) => id);
    expect(ofGuests).toContain('conversation');
    expect(ofGuests).not.toContain('create');
    expect(ofGuests).not.toContain('discover');
  });

  it('starts with what is unread', () => {
    expect(found('')[0]).toBe('ops');
  });

  it('finds nothing where nothing is', () => {
    expect(found('zzz')).toEqual([]);
  });
});
