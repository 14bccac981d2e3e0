import { useEffect, useState } from 'react';

/** Longer than a browser's timer waits; what comes later is looked at again then. */
const LONGEST_MS = 24 * 3_600_000;

/** Whether a time (epoch milliseconds) has come; never where there is none. */
export function usePast(time: number | null): boolean {
  const [now, setNow] = useState(() => Date.now());
  const past = time !== null && time <= now;
  useEffect(() => {
    if (time === null || past) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(time - Date.now(), 0), LONGEST_MS));
    return () => clearTimeout(timer);
  }, [time, past, now]);
  return past;
}
