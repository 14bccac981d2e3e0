import { useEffect } from 'react';
import { useEngine } from './chatContext';

/** While the end of a room is in view and the tab is in front, the person reads what is there and what comes. */
export function useLooking(roomId: string, endInView: boolean): void {
  const engine = useEngine();
  useEffect(() => {
    const look = () => {
      if (endInView && document.visibilityState === 'visible') engine.look(roomId);
      else engine.lookAway(roomId);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      engine.lookAway(roomId);
    };
  }, [engine, roomId, endInView]);
}
