import { Undo2 } from 'lucide-react';
import { Button } from '@/ui/Button';
import { useEngine } from './chatContext';
import { dayTime } from './times';
import { useNow } from './useNow';

/** Nearer than this, seconds are counted. */
const COUNTED_MS = 120_000;

/** Below a message that waits for its turn in a slow room: when that is, and the way to have it back. */
export function TurnNote({ clientId, until }: { clientId: string; until: number }) {
  const engine = useEngine();
  const left = until - useNow();
  const seconds = Math.max(Math.ceil(left / 1_000), 1);
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
      <span>Slow mode: goes {left < COUNTED_MS ? `in ${seconds} s` : `at ${dayTime(until)}`}.</span>
      <Button variant="quiet" size="sm" onClick={() => engine.takeBack(clientId)}>
        <Undo2 aria-hidden className="size-3.5" />
        Take back
      </Button>
    </div>
  );
}
