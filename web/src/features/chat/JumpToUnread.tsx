import { ArrowUp, X } from 'lucide-react';
import { Button } from '@/ui/Button';

interface JumpToUnreadProps {
  count: number;
  onJump: () => void;
  onDismiss: () => void;
}

/** Floats above the list as long as the first of what is new lies above what is in view. */
export function JumpToUnread({ count, onJump, onDismiss }: JumpToUnreadProps) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 flex justify-center">
      <div className="pointer-events-auto flex animate-rise items-center rounded-full border border-accent/40 bg-accent-soft pr-1 shadow-md">
        <Button size="sm" variant="quiet" className="rounded-full! text-link" onClick={onJump}>
          <ArrowUp aria-hidden className="size-4" />
          {count === 1 ? 'Jump to 1 unread message' : `Jump to ${count} unread messages`}
        </Button>
        <button
          type="button"
          aria-label="Stay here"
          className="grid size-6 place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
          onClick={onDismiss}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </div>
    </div>
  );
}
