import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/Spinner';
import type { Older } from './model';

interface PagesNoteProps {
  /** What is said of: those before the list, or those after it. */
  which: 'earlier' | 'later';
  state: Older;
  onRetry: () => void;
}

/** Floats at an end of the list, so that it takes no room and nothing jumps when it comes and goes. */
export function PagesNote({ which, state, onRetry }: PagesNoteProps) {
  if (state === 'more' || state === 'none') return null;
  return (
    <div
      role="status"
      className={cx('absolute inset-x-0 flex justify-center', which === 'earlier' ? 'top-3' : 'bottom-14')}
    >
      {state === 'loading' ? (
        <span className="flex animate-late items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-sm text-ink-2 shadow-sm">
          <Spinner /> Loading {which} messages
        </span>
      ) : (
        <span className="flex items-center gap-2 rounded-full border border-line bg-raised py-1 pr-1 pl-3.5 text-sm text-danger shadow-md">
          {which === 'earlier' ? 'Earlier' : 'Later'} messages did not load.
          <Button size="sm" variant="quiet" className="rounded-full!" onClick={onRetry}>
            Try again
          </Button>
        </span>
      )}
    </div>
  );
}
