import { ArrowDown } from 'lucide-react';
import { Button } from '@/ui/Button';

/** Floats above the list while it is scrolled up. */
export function JumpToNewest({ unseen, onJump }: { unseen: number; onJump: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        size="sm"
        variant={unseen > 0 ? 'primary' : 'secondary'}
        className="pointer-events-auto animate-rise rounded-full! shadow-md"
        onClick={onJump}
      >
        <ArrowDown aria-hidden className="size-4" />
        {unseen === 0 ? 'Jump to newest' : unseen === 1 ? '1 new message' : `${unseen} new messages`}
      </Button>
    </div>
  );
}
