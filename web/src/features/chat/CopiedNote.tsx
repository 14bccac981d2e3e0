import { Check } from 'lucide-react';
import { useEffect } from 'react';

const SHOWN_MS = 2_000;

/** Says for a moment that something is in the clipboard. */
export function CopiedNote({ what, onEnd }: { what: string; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onEnd]);
  return (
    <span
      role="status"
      className="absolute top-full right-0 z-10 mt-1 flex animate-rise items-center gap-1.5 rounded-md bg-ink px-2.5 py-1.5 text-xs font-medium whitespace-nowrap text-canvas shadow-md"
    >
      <Check aria-hidden className="size-3.5" />
      {what} copied
    </span>
  );
}
