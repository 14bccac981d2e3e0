import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;

/** The date of today, as `Date.toDateString` writes it; changes at midnight, at most a minute late. */
export function useToday(): string {
  return useSyncExternalStore(subscribe, () => new Date().toDateString());
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS);
  return () => clearInterval(timer);
}
