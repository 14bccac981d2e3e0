import { useCallback, useMemo } from 'react';
import { useMe } from '@/features/auth/useSession';
import { useChat } from './chatContext';
import type { Excerpt, OpenThread, OutboxEntry, Room, Timeline, TimelineItem } from './model';
import { toRows, type Row } from './rows';
import { useExpiryTime } from './useExpiryTime';
import { messageItem } from './wire';

const NO_ITEMS: readonly TimelineItem[] = [];

/** The lines of a room's timeline, with what is on its way out at the end. */
export function useRows(
  { id: roomId, kind }: Room,
  timeline: Timeline | Excerpt | undefined,
  newAfter: number,
): readonly Row[] {
  const items = timeline?.kind === 'ready' ? timeline.items : NO_ITEMS;
  // What is on its way out goes to the end of the room.
  const atEnd = timeline === undefined || !('around' in timeline);
  const fromTheBeginning = timeline?.kind === 'ready' && timeline.older === 'none';
  const shown = useMemo(
    // Two people who always are in it neither come nor go.
    () => (kind === 'DIRECT' ? items.filter((item) => item.kind === 'message') : items),
    [items, kind],
  );
  const isOwn = useCallback(
    ({ roomId: to, reply }: OutboxEntry) => to === roomId && (reply === undefined || reply.alsoInRoom),
    [roomId],
  );
  return useLines(shown, atEnd ? isOwn : NOTHING, fromTheBeginning, newAfter);
}

/** The lines of a thread: the message that began it, where all before is at hand, and the replies. */
export function useThreadRows(thread: OpenThread | null, newAfter: number): readonly Row[] {
  const ready = thread?.kind === 'ready' ? thread : null;
  const items = useMemo(
    () =>
      ready === null ? NO_ITEMS : ready.older === 'none' ? [messageItem(ready.root), ...ready.items] : ready.items,
    [ready],
  );
  const threadId = thread?.id;
  const isOwn = useCallback(({ reply }: OutboxEntry) => reply?.threadId === threadId, [threadId]);
  return useLines(items, ready?.newer === 'none' ? isOwn : NOTHING, false, newAfter);
}

const NOTHING = () => false;

function useLines(
  items: readonly TimelineItem[],
  isOwn: (entry: OutboxEntry) => boolean,
  fromTheBeginning: boolean,
  newAfter: number,
): readonly Row[] {
  const me = useMe();
  const outbox = useChat((state) => state.outbox);
  const changes = useChat((state) => state.changes);
  const blocked = useChat((state) => state.blocked);
  const now = useExpiryTime(items);
  return useMemo(() => {
    const { id = '', username = '', displayName = '', avatarVersion = '' } = me ?? {};
    const person = { id, username, displayName, avatarVersion };
    return toRows(items, outbox.filter(isOwn), person, fromTheBeginning, newAfter, changes, blocked, now);
  }, [items, outbox, isOwn, me, fromTheBeginning, newAfter, changes, blocked, now]);
}
