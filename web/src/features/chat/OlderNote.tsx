import { Button } from '@/ui/Button';
import { Spinner } from '@/ui/Spinner';
import type { Older } from './model';

/** Floats at the top of the list, so that it takes no room and nothing jumps when it comes and goes. */
export function OlderNote({ older, onRetry }: { older: Older; onRetry: () => void }) {
  if (older === 'more' || older === 'none') return null;
  return (
    <div role="status" className="absolute inset-x-0 top-3 flex justify-center">
      {older === 'loading' ? (
        <span className="flex animate-late items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-sm text-ink-2 shadow-sm">
          <Spinner /> Loading earlier messages
        </span>
      ) : (
        <span className="flex items-center gap-2 rounded-full border border-line bg-raised py-1 pr-1 pl-3.5 text-sm text-danger shadow-md">
          Earlier messages did not load.
          <Button size="sm" variant="quiet" className="rounded-full!" onClick={onRetry}>
            Try again
          </Button>
        </span>
      )}
    </div>
  );
}
