import { Clock } from 'lucide-react';
import { fullTime, momentTime } from '@/features/chat/times';

/** A time by the reader's own clock. */
export function TimeInText({ time }: { time: number }) {
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={`${fullTime(time)}, by your clock`}
      className="rounded-sm bg-sunken px-1 py-px whitespace-nowrap"
    >
      <Clock aria-hidden className="mr-1 inline size-3.5 align-[-0.125em] text-ink-3" />
      {momentTime(time)}
    </time>
  );
}
