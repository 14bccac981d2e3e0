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

/** Channels, and conversations in which somebody has said something or that the person has open. */
export function useSections(open: string | undefined): { channels: readonly Room[]; conversations: readonly Room[] } {
  const rooms = useRooms();
  return useMemo(() => {
    const all = rooms ?? [];
    const channels = all.filter(({ kind }) => kind === 'CHANNEL');
    const conversations = all.filter(
      ({ kind, id, read }) => kind === 'GROUP' || (kind === 'DIRECT' && (read.head > 0 || id === open)),
    );
    return { channels, conversations };
  }, [rooms, open]);
}

/** How much of a room is left to read. */
export interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

/** How much of what is unread is meant for the person: in a conversation, everything. */
function addressed(room: Room): number {
  return room.kind === 'CHANNEL' ? mentionCount(room.read) : unreadCount(room.read);
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
    mentions: others.reduce((sum, room) => sum + addressed(room), 0),
  };
}
