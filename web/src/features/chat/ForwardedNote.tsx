import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { Room } from './model';

const SHOWN_MS = 6_000;

/** Says for a moment where a message went, with the way there. */
export function ForwardedNote({ to, onEnd }: { to: Room; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onEnd]);
  return (
    <p role="status" className="flex animate-rise items-center gap-1.5 text-xs text-ink-3">
      <Check aria-hidden className="size-3.5 text-online" />
      Forwarded to
      <Link to={`/rooms/${to.id}`} className="rounded-sm font-medium text-link hover:underline">
        {to.name}
      </Link>
    </p>
  );
}
