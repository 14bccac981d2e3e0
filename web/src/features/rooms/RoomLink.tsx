import { Hash, Lock } from 'lucide-react';
import { NavLink } from 'react-router';
import type { Room } from '@/features/chat/model';
import { useCounts } from '@/features/chat/rooms';
import { cx } from '@/ui/cx';
import { RoomCounts } from './RoomCounts';

export function RoomLink({ room }: { room: Room }) {
  const { unread, mentions } = useCounts([room]);
  const Icon = room.visibility === 'PRIVATE' ? Lock : Hash;
  return (
    <NavLink
      to={`/rooms/${room.id}`}
      className={({ isActive }) =>
        cx(
          'flex h-9 items-center gap-2 rounded-md px-2.5 transition-colors max-md:h-11',
          isActive ? 'bg-selected font-medium text-ink' : 'hover:bg-hover',
          !isActive && (unread > 0 ? 'font-semibold text-ink' : 'text-ink-2'),
        )
      }
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={2.1} />
      <span className="min-w-0 flex-1 truncate">{room.name}</span>
      <RoomCounts unread={unread} mentions={mentions} />
    </NavLink>
  );
}
