import { useMemo } from 'react';
import { useChat } from './chatContext';
import type { ChatState, Room } from './model';
import { mentionCount, unreadCount } from './unread';

export const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** The person's rooms by name; null while they are not known yet. */
export function useRooms(): readonly Room[] | null {
  const rooms = useChat((state) => state.rooms);
  return useMemo(
    () => (rooms === null ? null : Object.values(rooms).sort((a, b) => byName.compare(a.name, b.name))),
    [rooms],
  );
}

/** Whether a room is the conversation with somebody whom the person has blocked. */
export function isBlocked({ kind, people }: Room, blocked: ChatState['blocked']): boolean {
  return kind === 'DIRECT' && people.some(({ id }) => blocked[id] !== undefined);
}

/** How much of a room is left to read. */
export interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

/**
 * How much of what is unread is meant for the person: in a conversation that is not muted, everything. Of one with people whom they
 * have blocked it is not known who said it: what mentions the person is meant for them there.
 */
function addressed({ kind, read, preferences, people }: Room, blocked: ChatState['blocked']): number {
  const unsure = people.some(({ id }) => blocked[id] !== undefined);
  return kind === 'CHANNEL' || preferences.muted || unsure ? mentionCount(read) : unreadCount(read);
}

/** What stands out of a room in the list. */
export function standingOut(room: Room, blocked: ChatState['blocked']): Counts {
  const mentions = addressed(room, blocked);
  return { unread: room.preferences.muted ? mentions : unreadCount(room.read), mentions };
}

/** What the person wants to hear of a room. */
function wanted(room: Room, blocked: ChatState['blocked']): Counts {
  const { unread, mentions } = standingOut(room, blocked);
  switch (room.preferences.notifications) {
    case 'ALL':
      return { unread, mentions };
    case 'MENTIONS':
      return { unread: mentions, mentions };
    case 'NOTHING':
      return { unread: 0, mentions: 0 };
  }
}

export function isUnread(room: Room): boolean {
  return unreadCount(room.read) > 0;
}

/** What is left of a room. Nothing is of the one that is in front of the person. */
export function useCounts(room: Room): Counts {
  const looking = useChat((state) => state.looking);
  const blocked = useChat((state) => state.blocked);
  return room.id === looking ? NOTHING_LEFT : standingOut(room, blocked);
}

/** What is left of all rooms, as far as the person wants to hear of it: not of those whom they have blocked. */
export function useTotal(rooms: readonly Room[]): Counts {
  const looking = useChat((state) => state.looking);
  const blocked = useChat((state) => state.blocked);
  return sum(
    rooms.filter((room) => room.id !== looking && !isBlocked(room, blocked)).map((room) => wanted(room, blocked)),
  );
}

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (total, { unread, mentions }) => ({ unread: total.unread + unread, mentions: total.mentions + mentions }),
    NOTHING_LEFT,
  );
}

const NOTHING_LEFT: Counts = { unread: 0, mentions: 0 };
