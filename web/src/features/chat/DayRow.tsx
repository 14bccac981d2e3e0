import { dayName } from './times';
import { useToday } from './useToday';

export function DayRow({ time }: { time: number }) {
  return (
    <div className="flex items-center gap-3 px-4 pt-5 pb-2 sm:px-6">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <h2 className="text-xs font-medium tracking-normal text-ink-3">{dayName(time, useToday())}</h2>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}
