import { CircleAlert } from 'lucide-react';
import { Button } from '@/ui/Button';
import { useEngine } from './chatContext';
import type { PendingChange, Wish } from './model';

/** Below a message: what the person wanted of it and did not get. */
export function RefusedNote({ change }: { change: PendingChange }) {
  const engine = useEngine();
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-sm text-danger">
      <span className="flex items-center gap-1.5">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        {nothingCameOf(change.wish)} {change.failed}
      </span>
      <span className="-ml-2 flex gap-1">
        <Button variant="quiet" size="sm" onClick={() => engine.retryChange(change.id)}>
          Try again
        </Button>
        <Button variant="quiet" size="sm" onClick={() => engine.dismissChange(change.id)}>
          Dismiss
        </Button>
      </span>
    </div>
  );
}

function nothingCameOf(wish: Wish): string {
  switch (wish.kind) {
    case 'edit':
      return `Not changed to “${wish.text.length > 60 ? `${wish.text.slice(0, 60)}…` : wish.text}”.`;
    case 'delete':
      return 'Not deleted.';
    case 'react':
      return wish.on ? `Not reacted with ${wish.emoji}.` : `${wish.emoji} not taken back.`;
    case 'pin':
      return wish.on ? 'Not pinned.' : 'Not unpinned.';
  }
}
