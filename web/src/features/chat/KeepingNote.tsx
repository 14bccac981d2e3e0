import { Timer } from 'lucide-react';
import type { Room } from './model';
import { duration } from './times';

/** Says that what is written here does not stay. */
export function KeepingNote({ room: { lifetimeSeconds, retentionDays } }: { room: Room }) {
  const parts = [
    ...(lifetimeSeconds > 0 ? [`What you write disappears after ${duration(lifetimeSeconds)}.`] : []),
    ...(retentionDays > 0 ? [`Everything here is deleted after ${duration(retentionDays * 86_400)}.`] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <p className="flex items-center gap-1.5 px-6 pb-1 text-xs text-ink-3 sm:px-8">
      <Timer aria-hidden className="size-3.5 shrink-0" />
      {parts.join(' ')}
    </p>
  );
}
