import { useTitle } from '@/app/useTitle';
import { useRooms, useTotal } from '@/features/chat/rooms';

/** Names the page of somebody who is signed in, with what is unread in all of their rooms. */
export function useWorkspaceTitle(title: string): void {
  const { unread, mentions } = useTotal(useRooms() ?? []);
  useTitle(title, unread, mentions);
}
