import { useEffect, useState } from 'react';
import type { ReadState } from './unread';

/**
 * The position after which messages are new to the person: where they had read to when they opened the room, or came back to
 * the tab. It stays while they read on, and moves back when they want something unread.
 */
export function useNewLine(read: Pick<ReadState, 'seq'>): number {
  const [line, setLine] = useState(read.seq);
  if (read.seq < line) setLine(read.seq);
  useEffect(() => {
    const comeBack = () => document.visibilityState === 'visible' && setLine(read.seq);
    document.addEventListener('visibilitychange', comeBack);
    return () => document.removeEventListener('visibilitychange', comeBack);
  }, [read.seq]);
  return line;
}
