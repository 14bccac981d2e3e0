import { useTitle } from '@/app/useTitle';
import { sum, useRooms, useTotal } from '@/features/chat/rooms';
import { useThreadCounts } from '@/features/threads/useThreads';

/** Names the page of somebody who is signed in, with what is unread in all of their rooms and threads. */
export function useWorkspaceTitle(title: string): void {
  const { unread, mentions } = sum([useTotal(useRooms() ?? []), useThreadCounts()]);
  useTitle(title, unread, mentions);
}
