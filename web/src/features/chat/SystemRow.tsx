import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNamed } from '@/features/presence/useNamed';
import { messagePath } from './messagePath';
import type { SystemItem } from './model';
import { clockTime, fullTime } from './times';

/** More than these in a row are folded into one line. */
const SHOWN = 2;

/** What became of the room between two messages, quietly. */
export function SystemRow({ items }: { items: readonly SystemItem[] }) {
  const [open, setOpen] = useState(false);
  const last = items.at(-1);
  const folded = items.length > SHOWN;
  return (
    <div className="py-1.5 pr-4 pl-16 text-sm text-ink-3 sm:pl-[4.5rem]">
      {folded && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-6 items-center gap-1 rounded-sm text-left hover:text-ink-2"
        >
          <ChevronRight aria-hidden className={open ? 'size-3.5 rotate-90' : 'size-3.5'} />
          <span>
            {items.length} changes
            {!open && last !== undefined && (
              <>
                , the last: {last.person.displayName} {last.what}
              </>
            )}
          </span>
        </button>
      )}
      {(!folded || open) && items.map((item) => <SystemLine key={item.seq} item={item} />)}
    </div>
  );
}

function SystemLine({ item: { person, what, about, time } }: { item: SystemItem }) {
  const { displayName } = useNamed(person);
  return (
    <p className="flex items-baseline gap-2">
      <span className="wrap-anywhere">
        <span className="font-medium text-ink-2">{displayName}</span>{' '}
        {about === undefined ? (
          what
        ) : (
          <Link to={messagePath(about)} className="rounded-sm hover:underline">
            {what}
          </Link>
        )}
      </span>
      <time dateTime={new Date(time).toISOString()} title={fullTime(time)} className="shrink-0 text-xs">
        {clockTime(time)}
      </time>
    </p>
  );
}
