import { BellOff, PencilLine, UserPlus } from 'lucide-react';
import { NavLink } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { useCounts } from '@/features/chat/rooms';
import { GuestBadge } from '@/features/guests/GuestBadge';
import { isWithGuest } from '@/features/guests/guestsIn';
import { cx } from '@/ui/cx';
import { RoomCounts } from './RoomCounts';
import { RoomMark } from './RoomMark';

export function RoomLink({ room }: { room: Room }) {
  const { unread, mentions } = useCounts(room);
  const begun = useChat((state) => state.drafts[room.id] !== undefined);
  const waiting = may(room, 'ADD_MEMBERS') ? room.joinRequestCount : 0;
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
          !isActive && (unread > 0 || room.newlyAdded ? 'font-semibold text-ink' : 'text-ink-2'),
        )
      }
    >
      <RoomMark room={room} />
      <span className="min-w-0 truncate">{room.name}</span>
      {isWithGuest(room) && <GuestBadge />}
      <span className="flex-1" />
      {begun && <PencilLine role="img" aria-label="Draft" className="size-3.5 shrink-0 text-ink-3" />}
      {room.preferences.muted && <BellOff role="img" aria-label="Muted" className="size-3.5 shrink-0 text-ink-3" />}
      {waiting > 0 && (
        <span
          title={waitingText(waiting)}
          className="flex shrink-0 items-center gap-0.5 text-xs font-semibold text-link"
        >
          <UserPlus aria-hidden className="size-3.5" />
          <span aria-hidden className="tabular-nums">
            {waiting}
          </span>
          <span className="sr-only">{waitingText(waiting)}, </span>
        </span>
      )}
      {room.newlyAdded && (
        <span className="shrink-0 rounded-full bg-accent-soft px-1.5 text-xs leading-5 font-semibold text-link">
          New
        </span>
      )}
      <RoomCounts unread={unread} mentions={mentions} />
    </NavLink>
  );
}

function waitingText(count: number): string {
  return `${count} waiting to join`;
}
