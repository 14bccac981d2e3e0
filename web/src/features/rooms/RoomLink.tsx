import { BellOff } from 'lucide-react';
import { NavLink } from 'react-router';
import type { Room } from '@/features/chat/model';
import { useCounts } from '@/features/chat/rooms';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { isWithGuest } from '@/features/guests/guestsIn';
import { cx } from '@/ui/cx';
import { RoomCounts } from './RoomCounts';
import { RoomMark } from './RoomMark';

export function RoomLink({ room }: { room: Room }) {
  const { unread, mentions } = useCounts(room);
  return (
    <NavLink
      to={`/rooms/${room.id}`}
      // The browser would drag the address: it is the room that is dragged.
      draggable={false}
      className={({ isActive }) =>
        cx(
          'flex h-9 items-center gap-2 rounded-md px-2.5 transition-colors select-none max-md:h-11',
          isActive ? 'bg-selected font-medium text-ink' : 'hover:bg-hover',
          !isActive && room.preferences.muted && 'opacity-70',
          !isActive && (unread > 0 ? 'font-semibold text-ink' : 'text-ink-2'),
        )
      }
    >
      <RoomMark room={room} />
      <span className="min-w-0 truncate">{room.name}</span>
      {isWithGuest(room) && <GuestBadge />}
      <span className="flex-1" />
      {room.preferences.muted && <BellOff role="img" aria-label="Muted" className="size-3.5 shrink-0 text-ink-3" />}
      <RoomCounts unread={unread} mentions={mentions} />
    </NavLink>
  );
}
