import { useId } from 'react';
import { Link } from 'react-router';
import { useChat } from '@/features/chat/chatContext';
import { RoomMark } from '@/features/rooms/RoomMark';
import { useSharedRooms } from './useProfile';

/** So many are named; the rest is counted. */
const SHOWN = 5;

/** Where one meets somebody, besides the conversation of the two. */
export function SharedRooms({ userId, onLeave }: { userId: string; onLeave: () => void }) {
  const id = useId();
  const rooms = useChat((state) => state.rooms);
  const shared = (useSharedRooms(userId).data ?? [])
    .map((roomId) => rooms?.[roomId])
    .filter((room) => room !== undefined)
    .filter(({ kind }) => kind !== 'DIRECT');
  if (shared.length === 0) return null;
  const more = shared.length - SHOWN;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-xs font-semibold text-ink-3">
        Rooms you share
      </h3>
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {shared.slice(0, SHOWN).map((room) => (
          <li key={room.id} className="min-w-0">
            <Link
              to={`/rooms/${room.id}`}
              onClick={onLeave}
              className="flex items-center gap-1.5 rounded-full bg-sunken px-2.5 py-1 text-sm hover:bg-hover"
            >
              <RoomMark room={room} />
              <span className="truncate">{room.name}</span>
            </Link>
          </li>
        ))}
        {more > 0 && <li className="px-1 py-1 text-sm text-ink-3">and {more} more</li>}
      </ul>
    </section>
  );
}
