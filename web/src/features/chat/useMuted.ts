import { useEffect, useState } from 'react';
import type { Room } from './model';

/** The longest that a browser's timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/** Whether the person may say nothing in the room now; ends by itself. */
export function useMuted({ muteEnd }: Room): boolean {
  const [now, setNow] = useState(() => Date.now());
  const muted = muteEnd !== null && muteEnd > now;
  useEffect(() => {
    if (muteEnd === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(muteEnd - Date.now(), 0) + 50, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [muteEnd, now]);
  return muted;
}
