import { useMemo } from 'react';
import { useChat } from './chatContext';
import type { Room } from './model';
import { mentionCount, unreadCount } from './unread';

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** The person's rooms by name; null while they are not known yet. */
export function useRooms(): readonly Room[] | null {
  const rooms = useChat((state) => state.rooms);
  return useMemo(
    () => (rooms === null ? null : Object.values(rooms).sort((a, b) => byName.compare(a.name, b.name))),
    [rooms],
  );
}

/** How much of a room is left to read. */
export interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

export function isUnread(room: Room): boolean {
  return unreadCount(room.read) > 0;
}

/** What is left of a room, or of several. Nothing is in the one that is in front of the person. */
export function useCounts(rooms: readonly Room[]): Counts {
  const looking = useChat((state) => state.looking);
  const others = rooms.filter((room) => room.id !== looking);
  return {
    unread: others.reduce((sum, room) => sum + unreadCount(room.read), 0),
    mentions: others.reduce((sum, room) => sum + mentionCount(room.read), 0),
  };
}
