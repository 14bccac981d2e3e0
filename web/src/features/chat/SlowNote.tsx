import { Turtle } from 'lucide-react';
import { duration } from './times';

/** Says that one waits between two messages here. What is sent sooner waits by itself. */
export function SlowNote({ seconds }: { seconds: number }) {
  return (
    <p className="flex items-center gap-1.5 px-6 pb-1 text-xs text-ink-3 sm:px-8">
      <Turtle aria-hidden className="size-3.5" />
      Slow mode: one message each {duration(seconds)}. What you send sooner waits for its turn.
    </p>
  );
}
