import { Ellipsis } from 'lucide-react';
import { memo, useState } from 'react';
import type { Room } from '@/features/chat/model';
import { RoomLink } from '@/features/rooms/RoomLink';
import { cx } from '@/ui/cx';
import { RoomRowMenu } from './RoomRowMenu';

interface RoomRowProps {
  room: Room;
  sectionId: string;
  /** Where a room that is dragged would go, if it is here. */
  drop: 'above' | 'below' | null;
}

/** A room in the list, and what one can do with it there. Of hundreds, only those are drawn again that have changed. */
export const RoomRow = memo(function RoomRow({ room, sectionId, drop }: RoomRowProps) {
  // Hundreds of menus would cost more than all else: one comes when it is asked for.
  const [asked, setAsked] = useState(false);
  return (
    <li
      data-room={room.id}
      className={cx(
        'group relative',
        drop !== null &&
          'before:absolute before:inset-x-1 before:z-10 before:h-0.5 before:rounded-full before:bg-accent',
        drop === 'above' && 'before:top-0',
        drop === 'below' && 'before:bottom-0',
      )}
    >
      <RoomLink room={room} />
      {asked ? (
        <RoomRowMenu room={room} sectionId={sectionId} className={BUTTON} />
      ) : (
        <button
          type="button"
          aria-label={`Actions for ${room.name}`}
          aria-haspopup="menu"
          onClick={() => setAsked(true)}
          className={BUTTON}
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      )}
    </li>
  );
});

const BUTTON =
  'absolute top-1/2 right-1 flex size-7 -translate-y-1/2 items-center justify-center rounded-md border border-line bg-raised text-ink-2 opacity-0 shadow-sm group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:hidden';
