import { useTitle } from '@/app/useTitle';
import { sum, useRooms, useTotal } from '@/features/chat/rooms';
import { useDueItems } from '@/features/later/useLater';
import { useThreadCounts } from '@/features/threads/useThreads';

/** Names the page of somebody who is signed in, with what is unread in all of their rooms and threads, and what they are reminded of. */
export function useWorkspaceTitle(title: string): void {
  const due = useDueItems().length;
  const { unread, mentions } = sum([useTotal(useRooms() ?? []), useThreadCounts(), { unread: due, mentions: due }]);
  useTitle(title, unread, mentions);
}
