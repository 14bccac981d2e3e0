import { useMemo } from 'react';
import { useMe } from '@/features/auth/useSession';
import { useChat } from './chatContext';
import { seenBy, type Seen } from './receipts';

/** Who has seen the newest message of a room that others have seen. */
export function useSeenBy(roomId: string): Seen | null {
  const me = useMe()?.id ?? '';
  const timeline = useChat((state) => state.timelines[roomId]);
  const receipts = useChat((state) => state.receipts[roomId]);
  return useMemo(
    () => (timeline?.kind === 'ready' && receipts !== undefined ? seenBy(timeline.items, receipts, me) : null),
    [timeline, receipts, me],
  );
}
