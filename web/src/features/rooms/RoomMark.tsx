import type { Room } from '@/features/chat/model';
import { PersonAvatar } from '@/features/presence/PersonAvatar';
import { RoomAvatar } from './RoomAvatar';
import { ROOM_ICONS, ROOM_SORT_NAMES, sortOf } from './roomSorts';

interface RoomMarkProps {
  room: Room;
  /** Of the avatar, where there is one. */
  size?: 'xs' | 'sm';
  /** Whether it is said what sort of room it is. */
  said?: boolean;
}

/** What sort of room it is at a glance: the other person's avatar, the picture that it shows, or an icon. */
export function RoomMark({ room, size = 'xs', said = false }: RoomMarkProps) {
  const other = room.kind === 'DIRECT' ? room.people[0] : undefined;
  if (other !== undefined) return <PersonAvatar person={other} size={size} />;
  const sort = sortOf(room);
  if (room.avatarVersion !== '' && !room.archived) {
    return (
      <span className="inline-flex shrink-0">
        <RoomAvatar room={room} size={size} />
        {said && <span className="sr-only">{ROOM_SORT_NAMES[sort]}: </span>}
      </span>
    );
  }
  const Icon = ROOM_ICONS[sort];
  const spoken = said ? { role: 'img', 'aria-label': ROOM_SORT_NAMES[sort] } : { 'aria-hidden': true };
  return <Icon {...spoken} className="size-4 shrink-0 text-ink-3" strokeWidth={2.1} />;
}
