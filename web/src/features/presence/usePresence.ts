import { useEffect } from 'react';
import { useChat, useEngine } from '@/features/chat/chatContext';
import type { Presence } from '@/features/chat/model';

/** How somebody on the screen is; undefined until the server has said. */
export function usePresence(userId: string): Presence | undefined {
  const engine = useEngine();
  useEffect(() => engine.people.presences.watch(userId), [engine, userId]);
  return useChat((state) => state.presences[userId]);
}
