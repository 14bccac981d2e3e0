import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { MessageRow } from './MessageRow';
import type { Room } from './model';
import type { MessageLine } from './rows';

interface BlockedRowProps {
  rows: readonly MessageLine[];
  room: Room;
  live: boolean;
}

/** What people said whom one has blocked, in one quiet line until one wants to see it. */
export function BlockedRow({ rows, room, live }: BlockedRowProps) {
  const [open, setOpen] = useState(false);
  const people = new Set(rows.map(({ sender }) => sender.id)).size;
  const whose = people === 1 ? 'somebody you blocked' : 'people you blocked';
  return (
    <>
      <div className="py-1.5 pr-4 pl-16 text-sm text-ink-3 sm:pl-[4.5rem]">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-6 items-center gap-1 rounded-sm text-left hover:text-ink-2"
        >
          <ChevronRight aria-hidden className={open ? 'size-3.5 rotate-90' : 'size-3.5'} />
          <span>
            {rows.length === 1 ? 'Message' : `${rows.length} messages`} from {whose} ·{' '}
            <span className="underline">{open ? 'Hide' : 'Show'}</span>
          </span>
        </button>
      </div>
      {open && rows.map((row) => <MessageRow key={row.key} row={row} room={room} live={live} />)}
    </>
  );
}
