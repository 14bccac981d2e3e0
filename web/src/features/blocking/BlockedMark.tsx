import { Ban } from 'lucide-react';
import { useIsBlocked } from './useBlocking';

/** Beside the name of somebody whom one has blocked. */
export function BlockedMark({ userId }: { userId: string }) {
  if (!useIsBlocked(userId)) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 rounded-full bg-sunken px-2 text-xs leading-5 font-medium text-ink-2">
      <Ban aria-hidden className="size-3" />
      Blocked
    </span>
  );
}
