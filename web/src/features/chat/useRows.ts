import { useMemo } from 'react';
import { useMe } from '@/features/auth/useSession';
import { useChat } from './chatContext';
import type { Excerpt, Room, Timeline } from './model';
import { toRows, type Row } from './rows';

const NO_ITEMS: [] = [];

/** The lines of a room's timeline, with what is on its way out at the end. */
export function useRows(
  { id: roomId, kind }: Room,
  timeline: Timeline | Excerpt | undefined,
  newAfter: number,
): readonly Row[] {
  const me = useMe();
  const outbox = useChat((state) => state.outbox);
  const changes = useChat((state) => state.changes);
  const blocked = useChat((state) => state.blocked);
  const items = timeline?.kind === 'ready' ? timeline.items : NO_ITEMS;
  // What is on its way out goes to the end of the room.
  const atEnd = timeline === undefined || !('around' in timeline);
  const fromTheBeginning = timeline?.kind === 'ready' && timeline.older === 'none';
  return useMemo(() => {
    const { id = '', username = '', displayName = '', avatarVersion = '' } = me ?? {};
    const own = atEnd ? outbox.filter((entry) => entry.roomId === roomId) : [];
    // Two people who always are in it neither come nor go.
    const shown = kind === 'DIRECT' ? items.filter((item) => item.kind === 'message') : items;
    return toRows(
      shown,
      own,
      { id, username, displayName, avatarVersion },
      fromTheBeginning,
      newAfter,
      changes,
      blocked,
    );
  }, [items, outbox, roomId, atEnd, kind, me, fromTheBeginning, newAfter, changes, blocked]);
}
