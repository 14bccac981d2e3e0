import { useEffect } from 'react';
import { useEngine } from './chatContext';

/**
 * While the end of a room, or of a thread of it, is in view and the tab is in front, the person reads what is there and what
 * comes. While it is not in view, they look at what is above it.
 */
export function useLooking(roomId: string, threadId: string | null, endInView: boolean): void {
  const engine = useEngine();
  useEffect(() => {
    const looksBack = !endInView && threadId === null;
    return looksBack ? engine.lookBack(roomId) : undefined;
  }, [engine, roomId, threadId, endInView]);
  useEffect(() => {
    const lookAway = () => (threadId === null ? engine.lookAway(roomId) : engine.lookAwayFromThread(threadId));
    const look = () => {
      if (!endInView || document.visibilityState !== 'visible') lookAway();
      else if (threadId === null) engine.look(roomId);
      else engine.lookAtThread(threadId);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      lookAway();
    };
  }, [engine, roomId, threadId, endInView]);
}
