import { useEffect, useState } from 'react';
import type { TimelineItem } from './model';

/** Longer than a browser's timer waits; what disappears later is looked at again then. */
const LONGEST_MS = 24 * 3_600_000;

/** The time (epoch milliseconds), as of the last moment at which one of these disappeared. */
export function useExpiryTime(items: readonly TimelineItem[]): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const next = items.reduce((soonest, item) => Math.min(soonest, expiryOf(item, now)), Infinity);
    if (next === Infinity) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(next - Date.now(), 0), LONGEST_MS));
    return () => clearTimeout(timer);
  }, [items, now]);
  return now;
}

function expiryOf(item: TimelineItem, now: number): number {
  const expireTime = item.kind === 'message' && !item.message.deleted ? item.message.expireTime : null;
  return expireTime === null || expireTime <= now ? Infinity : expireTime;
}
